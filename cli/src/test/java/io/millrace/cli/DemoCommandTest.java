package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void givesTheSameMatrixFromCsv() throws Exception {
        for (String format : List.of("csv", "parquet")) {
            Path target = folder.resolve(format);
            InProcess.done("demo", target.toString(), "--subscribers", "300", "--days", "4", "--format", format);
            assertTrue(Files.exists(target.resolve("events/events_2024-10-04." + format)));
        }
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("parquet/matrix.parquet")),
                Files.readAllBytes(folder.resolve("csv/matrix.parquet")));
    }

    @Test
    void showsAllOfItAndReplacesItsOwnFiles() throws Exception {
        String[] small = {"demo", folder.toString(), "--subscribers", "400", "--days", "5", "--seed", "2"};
        InProcess.done("demo", folder.toString(), "--subscribers", "10", "--days", "7");

        String told = InProcess.done(small);

        for (String heading : List.of("1  Simulate", "2  Explore", "3  Build", "4  Check", "5  What", "Load it")) {
            assertTrue(told.contains("\n" + heading) || told.startsWith(heading), told);
        }
        String matrix = "read_parquet('" + folder.resolve("matrix.parquet") + "')";
        assertEquals(
                List.of(List.of("400", "1", "400")),
                Golden.query("select count(*), min(user_id), max(user_id) from " + matrix));
        assertTrue(Files.exists(folder.resolve("matrix.parquet.run.json")));
        String events = "read_parquet('" + folder.resolve("events") + "/*.parquet')";
        assertEquals(
                List.of(List.of("2024-10-01", "2024-10-05")),
                Golden.query("select min(timestamp::date), max(timestamp::date) from " + events));
        assertEquals(
                0,
                InProcess.run("check", folder.resolve("matrix.parquet").toString())
                        .code());
    }
}
