package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessContestantTest {
    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void nameTheOutput() {
        output = folder.resolve("matrix.parquet");
    }

    @Test
    void tellsWhatTheSystemCounted() {
        assertEquals(new Usage(3.75, 2048), ProcessContestant.usage("1.25 2.50 2\n"));
    }

    @Test
    void readsTheMatrixThatTheProcessWrote() throws Exception {
        assumeTrue(Files.isExecutable(ProcessContestant.TIME), "GNU time is not installed");
        Path query = Files.writeString(
                folder.resolve("q.sql"), "select 1::bigint as user_id, 2::bigint as events, 0.5::double as revenue");
        Path made = folder.resolve("made.parquet");
        DuckDbJob.main(new String[] {query.toString(), "1", made.toString()});
        Outcome outcome = contestant("cp \"$MADE\" " + output, Map.of("MADE", made.toString()))
                .run();
        assertEquals(1, MatrixGate.requireEqual(GivenMatrix.of(GivenMatrix.row(1L, 2L, 0.5)), "it", outcome.matrix()));
        assertTrue(outcome.usage().orElseThrow().peakBytes() > 100_000, outcome.usage()::toString);
    }

    @Test
    void failsWithWhatTheProcessPrinted() throws Exception {
        assumeTrue(Files.isExecutable(ProcessContestant.TIME), "GNU time is not installed");
        assertFails("ended with 3 and no matrix", "echo broken; exit 3");
        assertFails("ended with 0 and no matrix", "echo broken");
        Files.writeString(output, "of an earlier run");
        assertFails("ended with 0 and no matrix", "echo broken");
    }

    private void assertFails(String expected, String script) {
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> contestant(script, Map.of()).run())
                .getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.endsWith("broken\n"), message);
    }

    private ProcessContestant contestant(String script, Map<String, String> environment) {
        return new ProcessContestant("peer", "1", List.of("/bin/sh", "-c", script), environment, output);
    }
}
