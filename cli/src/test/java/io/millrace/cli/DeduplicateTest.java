package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Duplicate events, against logs of which DuckDB has removed them. */
final class DeduplicateTest {
    @TempDir
    Path folder;

    private Path set;

    @BeforeEach
    void writeDefinition() throws IOException {
        set = Files.writeString(folder.resolve("f.yaml"), """
                feature_set: f
                entity: user_id
                time: ts
                window: 30d
                features:
                  events: count(*)
                  kinds: count(kind)
                  last_kind: last(kind)
                  units: sum(units)
                  paid: sum(price)
                  median_paid: median(price)
                  first_at: min(ts)
                """);
    }

    /** Four files of events, many of which are there several times, with nulls; the note is read by no feature. */
    private Path log(Statement duckDb) throws SQLException, IOException {
        duckDb.execute("create table once as select i as event_id, (hash(i) % 40)::bigint as user_id,"
                + " timestamp '2024-10-01' + to_seconds((hash(i, 1) % 500 * 5000)::bigint) as ts,"
                + " case hash(i, 2) % 4 when 0 then 'view' when 1 then 'buy' when 2 then '' end as kind,"
                + " case when hash(i, 3) % 5 > 0 then (hash(i, 3) % 3)::bigint end as units,"
                + " case when hash(i, 4) % 5 > 0 then (hash(i, 4) % 9) / 8.0 end::double as price,"
                + " 'note ' || hash(i, 5) % 3 as note from range(4000) r(i)");
        duckDb.execute("create table log as select *, hash(event_id, copy) % 4 as part from once,"
                + " (select unnest([0, 1, 2]) as copy) where copy = 0 or hash(event_id, copy, 7) % 5 = 0");
        return parts(duckDb, "log", "log", "true");
    }

    private Path parts(Statement duckDb, String name, String table, String condition) throws SQLException, IOException {
        Path parts = Files.createDirectory(folder.resolve(name));
        for (int part = 0; part < 4; part++) {
            duckDb.execute(
                    "copy (select event_id, user_id, ts, kind, units, price, note from " + table + " where part = "
                            + part + " and (" + condition + ") order by hash(event_id, part)) to '"
                            + parts.resolve("part" + part + ".parquet") + "'");
        }
        return parts;
    }

    private Outcome build(Path events, Path matrix, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("build", events.toString(), "--quiet"));
        arguments.addAll(List.of("--features", set.toString(), "--as-of", "2024-10-31"));
        arguments.addAll(List.of("--out", matrix.toString()));
        arguments.addAll(more);
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private byte[] built(Path events, String... more) throws IOException {
        Path matrix = folder.resolve("m.csv");
        Outcome built = build(events, matrix, List.of(more));
        assertEquals(0, built.code(), built.err());
        return Files.readAllBytes(matrix);
    }

    private JsonNode record() throws IOException {
        return new ObjectMapper()
                .readTree(RunRecordListener.pathFor(folder.resolve("m.csv")).toFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                       | event_id, user_id, ts, kind, units, price, note",
                "event_id               | event_id",
                "user_id,ts             | user_id, ts",
                "kind,units             | kind, units",
                "note                   | note",
            })
    void usesTheEventsThatDuckDbLeaves(String columns, String partition) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            Path log = log(duckDb);
            // The columns that features read, by name; then the file.
            duckDb.execute("create table kept as select * from log qualify row_number() over (partition by " + partition
                    + " order by ts, kind nulls first, price nulls first, "
                    + (columns == null ? "" : columns.contains("note") ? "note, " : "")
                    + "units nulls first, user_id, part) = 1");
            byte[] expected = built(parts(duckDb, "kept", "kept", "true"));
            List<String> deduplicate =
                    columns == null ? List.of("--deduplicate") : List.of("--deduplicate", columns.strip());
            for (String threads : List.of("1", "2", "5")) {
                List<String> how = new ArrayList<>(deduplicate);
                how.addAll(List.of("--threads", threads, "--batch-rows", "1000"));
                assertArrayEquals(expected, built(log, how.toArray(String[]::new)), columns + ", " + threads);
                for (int part = 0; part < 4; part++) {
                    JsonNode rows = record().at("/inputs/files/" + part + "/rows");
                    assertEquals(
                            count(duckDb, "log where part = " + part),
                            rows.get("read").asLong());
                    assertTrue(rows.get("duplicate").asLong() > 0, rows.toString());
                    if (columns == null || !columns.contains("event_id")) {
                        assertEquals(
                                count(duckDb, "kept where part = " + part),
                                rows.get("used").asLong());
                    }
                }
                assertEquals(count(duckDb, "kept"), record().at("/rows/used").asLong());
            }
        }
    }

    @Test
    void takesNoInputForColumns() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            Path log = log(duckDb);
            byte[] expected = built(log, "--deduplicate");
            for (String input : List.of(log.toString(), log + "/*.parquet")) {
                Path matrix = folder.resolve("before.csv");
                Outcome built = InProcess.run(
                        "build",
                        "--deduplicate",
                        input,
                        "--features",
                        set.toString(),
                        "--as-of",
                        "2024-10-31",
                        "--out",
                        matrix.toString());
                assertEquals(0, built.code(), built.err());
                assertArrayEquals(expected, Files.readAllBytes(matrix), input);
            }
        }
    }

    private static long count(Statement duckDb, String from) throws SQLException {
        try (ResultSet result = duckDb.executeQuery("select count(*) from " + from)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void refusesAColumnThatIsNotThere() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            Path log = log(duckDb);
            Path matrix = folder.resolve("m.csv");
            Outcome refused = build(log, matrix, List.of("--deduplicate", "event_di,user_id"));
            assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
            assertTrue(refused.err().contains("the input has no column event_di"), refused.err());
            assertTrue(refused.err().contains("did you mean event_id?"), refused.err());
            assertFalse(Files.exists(matrix));
        }
    }

    @Test
    void refusesToCompareWhatItCannotRead() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            Path log = log(duckDb);
            duckDb.execute("copy (select *, [1] as list from once) to '" + log.resolve("lists.parquet") + "'");
            Outcome refused = build(log, folder.resolve("m.csv"), List.of("--deduplicate", "--drift", "allow"));
            assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
            assertTrue(refused.err().contains("the column list cannot be compared"), refused.err());
            assertTrue(refused.err().contains("name the columns by which events are duplicates"), refused.err());
            assertEquals(
                    0,
                    build(log, folder.resolve("m.csv"), List.of("--deduplicate", "event_id"))
                            .code());
        }
    }
}
