package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way from files to a matrix, against answers of other programs. */
final class GoldenBuildTest {
    @TempDir
    Path folder;

    private Path build(Path input, String... more) {
        Path matrix = folder.resolve("matrix.csv");
        List<String> arguments = new ArrayList<>(
                List.of("build", input.toString(), "--features", "streamflow-churn", "--as-of", "2024-10-31", "--out"));
        arguments.add(matrix.toString());
        arguments.addAll(List.of(more));
        InProcess.done(arguments.toArray(String[]::new));
        return matrix;
    }

    private JsonNode record() throws Exception {
        return new ObjectMapper().readTree(folder.resolve("matrix.csv.run.json").toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "arrow"})
    void matchesTrapsFromEvents(String reader) throws Exception {
        Path traps = Golden.folder("traps");

        Path matrix = build(traps, "--reader", reader);

        Golden.assertSameMatrix(
                Golden.query(Golden.csv(traps.resolve("expected-entities-from-events.csv"))),
                Golden.query(Golden.csv(matrix)));
        assertEquals(60, record().path("entities").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "arrow"})
    void matchesTrapsFromTheRosterAndAccountsForEveryRow(String reader) throws Exception {
        Path traps = Golden.folder("traps");

        Path matrix = build(traps, "--roster", traps.resolve("roster.csv").toString(), "--reader", reader);

        Golden.assertSameMatrix(
                Golden.query(Golden.csv(traps.resolve("expected-entities-from-roster.csv"))),
                Golden.query(Golden.csv(matrix)));
        JsonNode rows = record().path("rows");
        assertEquals(1_907, rows.path("read").asLong());
        assertEquals(12, rows.path("without_key").asLong());
        assertEquals(4, rows.path("without_time").asLong());
        assertEquals(3, rows.path("before_window").asLong());
        assertEquals(5, rows.path("after_as_of").asLong());
        assertEquals(1_883, rows.path("used").asLong());
        assertEquals(62, record().path("entities").asLong());
        assertEquals(2, record().path("entities_without_events").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "arrow"})
    void matchesTheMonthAndFindsItsImpossibleCompletions(String reader) throws Exception {
        Path month = Golden.folder("streamflow-30d");

        Path matrix = build(month.resolve("parquet"), "--reader", reader);

        Golden.assertSameMatrix(
                Golden.query(Golden.csv(month.resolve("expected-matrix.csv"))), Golden.query(Golden.csv(matrix)));
        Outcome check = InProcess.run("check", matrix.toString(), "--format", "csv");
        assertEquals(1, check.code(), check.err());
        assertTrue(
                check.out()
                        .lines()
                        .anyMatch(line ->
                                line.startsWith("\"video_completion_rate in [0, 1]\",") && line.endsWith(",42,false")),
                check.out());
    }

    /** Days and row groups before the window of a week are counted without being read; nothing shows it. */
    @ParameterizedTest
    @ValueSource(strings = {"traps", "streamflow-30d/parquet"})
    void givesTheSameWithoutPruning(String log) throws Exception {
        Path events = Golden.folder(log.split("/")[0]);
        Path input = log.contains("/") ? events.resolve("parquet") : events;
        String explained = InProcess.done(
                "explain",
                input.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                "2024-10-31",
                "--window",
                "7d");
        assertTrue(explained.matches("(?s).*skipped +[1-9][0-9]* splits that no window needs.*"), explained);

        byte[] pruned = Files.readAllBytes(build(input, "--window", "7d"));
        JsonNode rows = record().path("rows");
        byte[] whole = Files.readAllBytes(build(input, "--window", "7d", "--no-pruning"));

        assertArrayEquals(whole, pruned);
        assertEquals(record().path("rows"), rows);
    }
}
