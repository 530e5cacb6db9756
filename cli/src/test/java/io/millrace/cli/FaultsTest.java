package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Disks that fail: see {@link FaultCampaign}. The share of operations that fail, each in each way, is {@code millrace.faults}, 1
 * for all.
 */
final class FaultsTest {
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DiskJob.Kind.class)
    void endWithAnErrorAndLeaveNothing(DiskJob.Kind kind) throws Exception {
        Path root = Files.createDirectory(folder.toRealPath().resolve("job"));

        // One that spills has many operations of the same kind.
        String share = System.getProperty("millrace.faults", kind == DiskJob.Kind.SPILLED ? "0.01" : "1");

        DiskProcess.Ended ended = DiskProcess.run(
                FaultCampaign.class, folder, 3_600, root.toString(), kind.name(), Long.toString(SEED), share);

        assertEquals(0, ended.code(), ended.said());
        Files.writeString(Path.of("target", "faults-" + kind + ".txt"), ended.said());
    }
}
