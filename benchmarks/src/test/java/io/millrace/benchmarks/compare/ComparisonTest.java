package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole comparison on a few users: that all matrices are equal, and no times. */
class ComparisonTest {
    @TempDir
    Path folder;

    @Test
    void findsMatricesInMemoryEqual() throws Exception {
        assertEqual(192, "--users=200", "--days=3");
    }

    @Test
    void findsWrittenMatricesEqual() throws Exception {
        assertEqual(192, "--users=200", "--days=3", "--output=parquet", "--files=millrace", "--order=time");
    }

    @Test
    void findsMatricesOfManyUsersEqual() throws Exception {
        assertEqual(3_000, "--users=3000", "--days=2", "--files=many-users");
    }

    @Test
    void findsMatricesFromCsvEqual() throws Exception {
        assertEqual(192, "--users=200", "--days=3", "--files=csv");
    }

    private void assertEqual(int rows, String... options) throws Exception {
        Path json = folder.resolve("found.json");
        List<String> line = new ArrayList<>(
                List.of("warm", "--rounds=1", "--warm-ups=0", "--data=" + folder.resolve("data"), "--json=" + json));
        line.addAll(List.of(options));
        assertEquals(0, Comparison.run(line.toArray(String[]::new)));
        JsonNode found = new ObjectMapper().readTree(Files.readString(json));
        assertEquals(rows, found.at("/job/rows_of_the_matrix").intValue());
        List<String> names = new ArrayList<>(WarmCommand.NAMES);
        names.remove(line.contains("--files=csv") ? "millrace-arrow" : "duckdb-detecting");
        assertEquals(names, found.at("/results").findValuesAsText("contestant"));
    }

    @Test
    void endsWithOneWhereMatricesDiffer() {
        assertEquals(1, Comparison.exitCode(new DifferentMatrix("row 1")));
        assertEquals(2, Comparison.exitCode(new IllegalArgumentException("no file")));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals(2, Comparison.run("warm", "--files=orc"));
        assertEquals(2, Comparison.run("warm", "--input=" + folder));
        assertEquals(2, Comparison.run("warm", "--only=nobody", "--users=5", "--days=1", "--data=" + folder));
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Comparison.run("data", "--users=5", "--days=1", "--data=" + folder);
        try (var all = Files.list(folder)) {
            assertTrue(all.allMatch(path -> path.endsWith("snappy-5-users-1-days-seed-42-by-user")));
        }
    }
}
