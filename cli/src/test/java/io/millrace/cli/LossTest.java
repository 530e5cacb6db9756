package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A system that crashes, on a disk that loses or tears what was not flushed: see {@link LossCampaign}. How often after each change is
 * {@code millrace.crashes}.
 */
final class LossTest {
    private static final String CRASHES = System.getProperty("millrace.crashes", "10");
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DiskJob.Kind.class)
    void leavesTheOldMatrixOrTheNewOne(DiskJob.Kind kind) throws Exception {
        Path root = Files.createDirectory(folder.toRealPath().resolve("job"));

        DiskProcess.Ended ended = DiskProcess.run(
                LossCampaign.class, folder, 3_600, root.toString(), kind.name(), Long.toString(SEED), CRASHES);

        assertEquals(0, ended.code(), ended.said());
        Files.writeString(Path.of("target", "crashes-" + kind + ".txt"), ended.said());
    }
}
