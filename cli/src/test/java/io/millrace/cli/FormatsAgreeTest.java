package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix is the same in every format that it is written in. */
final class FormatsAgreeTest {
    @TempDir
    Path folder;

    @Test
    void writesTheSameCellsAsParquetAndAsCsv() throws Exception {
        Path events = folder.resolve("events");
        InProcess.done("generate", events.toString(), "--subscribers", "400", "--days", "9", "--seed", "2", "--quiet");
        Path parquet = build(events, "matrix.parquet");
        Path csv = build(events, "matrix.csv");

        List<List<String>> asParquet = Golden.query("select * from read_parquet('" + parquet + "')");
        List<List<String>> asCsv = Golden.query("select * from read_csv('" + csv + "', header = true)");

        assertEquals(400, asParquet.size());
        assertEquals(asParquet, asCsv);
    }

    private Path build(Path events, String name) {
        Path matrix = folder.resolve(name);
        InProcess.done(
                "build",
                events.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                "2024-10-10",
                "--roster",
                events.resolve("roster.csv").toString(),
                "--out",
                matrix.toString());
        return matrix;
    }
}
