package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB, given the query that is printed, computes the matrix that is built. */
final class SqlCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsAQueryThatGivesTheMatrix() throws Exception {
        Path events = folder.resolve("events");
        InProcess.done("generate", events.toString(), "--subscribers", "300", "--days", "20", "--seed", "3", "--quiet");

        assertSameInDuckDb(events, "2024-10-19", events.resolve("roster.csv"));
        assertSameInDuckDb(events, "2024-10-19", null);
    }

    @Test
    void printsAQueryThatAvoidsTheTraps() throws Exception {
        Path traps = Golden.folder("traps");

        assertSameInDuckDb(traps, "2024-10-31", traps.resolve("roster.csv"));
        assertSameInDuckDb(traps, "2024-10-31", null);
    }

    @Test
    void printsAQueryOverAllFilesOfCsv() throws Exception {
        Path events = folder.resolve("events");
        InProcess.done(
                "generate",
                events.toString(),
                "--subscribers",
                "100",
                "--days",
                "9",
                "--seed",
                "3",
                "--format",
                "csv",
                "--quiet");
        Path features = folder.resolve("visits.yaml");
        Files.writeString(features, """
                feature_set: visits
                entity: user_id
                time: timestamp
                window: 9d
                columns: {timestamp: timestamp, revenue: double}
                features:
                  events: count(*)
                  paid: sum(revenue)
                  plans: count(plan_type) filter (where plan_type <> 'basic')
                """);

        assertSameInDuckDb(features.toString(), events + "/events_*.csv", "2024-10-10", null);
    }

    @Test
    void refusesASample() {
        Path events = folder.resolve("events");
        InProcess.done("generate", events.toString(), "--subscribers", "9", "--days", "1", "--seed", "3", "--quiet");

        Outcome refused =
                InProcess.run("sql", "streamflow-churn", events.toString(), "--as-of", "2024-10-02", "--sample", "10%");

        assertEquals(ExitCode.USAGE.code(), refused.code());
        assertTrue(refused.err().contains("a sample cannot be said in DuckDB's SQL"), refused.err());
        Outcome duplicates =
                InProcess.run("sql", "streamflow-churn", events.toString(), "--as-of", "2024-10-02", "--deduplicate");
        assertEquals(2, duplicates.code(), duplicates.err());
        assertTrue(duplicates.err().contains("the query cannot remove duplicate events"), duplicates.err());
    }

    @Test
    void refusesWhatDuckDbDoesNotRead() {
        Path events = folder.resolve("events");
        InProcess.done(
                "generate",
                events.toString(),
                "--subscribers",
                "9",
                "--days",
                "1",
                "--seed",
                "3",
                "--format",
                "arrow",
                "--quiet");

        Outcome refused = InProcess.run("sql", "streamflow-churn", events.toString(), "--as-of", "2024-10-02");

        assertEquals(ExitCode.INPUT.code(), refused.code());
        assertTrue(refused.err().contains("is arrow, which DuckDB does not read"), refused.err());
    }

    private void assertSameInDuckDb(Path events, String asOf, Path roster) throws Exception {
        assertSameInDuckDb("streamflow-churn", events.toString(), asOf, roster);
    }

    private void assertSameInDuckDb(String set, String events, String asOf, Path roster) throws Exception {
        Path matrix = folder.resolve("matrix.csv");
        List<String> plan = new ArrayList<>(List.of(events, "--as-of", asOf));
        if (roster != null) {
            plan.addAll(List.of("--roster", roster.toString()));
        }
        List<String> build = new ArrayList<>(plan);
        build.addAll(List.of("--features", set, "--out", matrix.toString()));
        build.add(0, "build");
        InProcess.done(build.toArray(String[]::new));
        plan.addAll(0, List.of("sql", set));

        List<List<String>> found = Golden.query(InProcess.done(plan.toArray(String[]::new)));

        List<List<String>> built = Golden.query(Golden.csv(matrix));
        Golden.assertSameMatrix(built, found);
        assertEquals(
                built.stream().map(row -> row.get(0)).toList(),
                found.stream().map(row -> row.get(0)).toList());
    }
}
