package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    @TempDir
    Path folder;

    private Path matrix;

    @BeforeEach
    void writeMatrix() throws Exception {
        matrix = Files.writeString(folder.resolve("m.csv"), "user_id,a,b,c\nx,1,2.5,7\ny,4,,7\n\"z,1\",5,0.5,7\n");
    }

    private String features(String checks) throws Exception {
        return Files.writeString(
                        folder.resolve("set.yaml"),
                        "feature_set: own\nentity: user_id\ntime: at\nwindow: 1d\nfeatures:\n"
                                + "  a: count(*)\n  b: avg(x)\n  c: count(x)\nchecks:\n" + checks)
                .toString();
    }

    @Test
    void countsTheRowsThatBreakACheck() throws Exception {
        String set = features("  a: {min: 0, max: 3}\n  b: {not_null: true}\n  sum: {expression: a + c <= 8}\n");

        Outcome outcome = InProcess.run("check", matrix.toString(), "--features", set, "--format", "csv");

        assertEquals(1, outcome.code(), outcome.err());
        assertEquals(2, violations(outcome, 1));
        assertEquals(1, violations(outcome, 2));
        assertEquals(2, violations(outcome, 3));
        assertTrue(
                outcome.out().contains("nulls,1\n") && outcome.out().contains("constant_features,c\n"), outcome.out());
    }

    private static int violations(Outcome outcome, int line) {
        String[] cells = outcome.out().lines().toList().get(line).split(",");
        return Integer.parseInt(cells[cells.length - 2]);
    }

    @Test
    void passesWhereAllHolds() throws Exception {
        assertEquals(
                0,
                InProcess.run("check", matrix.toString(), "--features", features("  a: {min: 1, max: 5}\n"))
                        .code());
    }

    @Test
    void asksForTheFeatureSetWhereNoRecordNamesIt() {
        Outcome outcome = InProcess.run("check", matrix.toString());

        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("--features"), outcome.err());
    }

    @Test
    void refusesAMatrixWithoutTheFeature() {
        Outcome outcome = InProcess.run("check", matrix.toString(), "--features", "streamflow-churn");

        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("video_completion_rate"), outcome.err());
    }
}
