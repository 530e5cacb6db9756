package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders in which one day's file differs from the others; DuckDB writes them. */
final class DriftTest {
    private static final String USUAL = "user_id, ts, kind, units, price";
    private static final List<String> READERS = List.of("page", "arrow", "auto");

    @TempDir
    Path folder;

    @BeforeEach
    void writeDefinition() throws IOException {
        Files.writeString(folder.resolve("f.yaml"), """
                feature_set: f
                entity: user_id
                time: ts
                window: 3d
                features:
                  events: count(*)
                  kinds: count(kind)
                  last_kind: last(kind)
                  units: sum(units)
                  paid: sum(price)
                  last_at: max(ts)
                """);
    }

    /** CSV files tell no types. */
    private void declareTypes() throws IOException {
        Path set = folder.resolve("f.yaml");
        Files.writeString(
                set,
                Files.readString(set)
                        + "columns: {user_id: bigint, ts: timestamp, kind: text, units: bigint, price: double}\n");
    }

    /** Three days; the columns of the second are given. Prices and times are exact in every type that the tests use. */
    private Path events(String name, String ending, String columnsOfSecond) throws SQLException, IOException {
        Path events = Files.createDirectory(folder.resolve(name));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (int day = 1; day <= 3; day++) {
                statement.execute("create or replace table t as select (i % 7)::bigint as user_id,"
                        + " timestamp '2024-10-0" + day + " 00:00:00' + to_seconds(i * 60) as ts,"
                        + " case i % 3 when 0 then 'view' when 1 then 'buy' end as kind,"
                        + " (i % 50)::bigint as units, (i % 16) / 4.0::double as price from range(300) r(i)");
                String columns = day == 2 ? columnsOfSecond : USUAL;
                statement.execute(
                        "copy (select " + columns + " from t) to '" + events.resolve("day" + day + "." + ending) + "'");
            }
        }
        return events;
    }

    private Outcome build(Path events, Path matrix, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", events.toString(), "--quiet"));
        arguments.addAll(List.of("--features", folder.resolve("f.yaml").toString()));
        arguments.addAll(List.of("--as-of", "2024-10-04", "--out", matrix.toString()));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private byte[] built(Path events, String... more) throws IOException {
        Path matrix = folder.resolve("m.csv");
        Outcome outcome = build(events, matrix, more);
        assertEquals(0, outcome.code(), outcome.err());
        return Files.readAllBytes(matrix);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order       | price, kind, ts, units, user_id",
                "extra       | 'x' as note, user_id, ts, kind, units, price, [1] as list",
                "tinyint     | user_id::tinyint as user_id, ts, kind, units::tinyint as units, price",
                "smallint    | user_id::smallint as user_id, ts, kind, units::smallint as units, price",
                "integer     | user_id::integer as user_id, ts, kind, units::integer as units, price",
                "unsigned    | user_id::uinteger as user_id, ts, kind, units::ubigint as units, price",
                "float       | user_id, ts, kind, units, price::float as price",
                "milliseconds| user_id, ts::timestamp_ms as ts, kind, units, price",
                "nanoseconds | user_id, ts::timestamp_ns as ts, kind, units, price",
                "seconds     | user_id, ts::timestamp_s as ts, kind, units, price",
                "zone        | user_id, ts at time zone 'UTC' as ts, kind, units, price",
            })
    void isOfNoConsequence(String name, String columns) throws Exception {
        Path drifted = events(name, "parquet", columns);
        byte[] expected = built(events("usual", "parquet", USUAL));
        for (String reader : READERS) {
            assertArrayEquals(expected, built(drifted, "--reader", reader), reader);
        }
    }

    @Test
    void isOfNoConsequenceInWhatMayBeNull() throws Exception {
        Path drifted = events("drifted", "parquet", USUAL);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Path file = drifted.resolve("day2.parquet");
            statement.execute("create table t as from '" + file + "'");
            for (String column : List.of("user_id", "ts", "units", "price")) {
                statement.execute("alter table t alter column " + column + " set not null");
            }
            statement.execute("copy t to '" + file + "'");
        }
        byte[] expected = built(events("usual", "parquet", USUAL));
        for (String reader : READERS) {
            assertArrayEquals(expected, built(drifted, "--reader", reader), reader);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user_id | user_id::varchar as user_id, ts, kind, units, price | text (stored as BYTE_ARRAY (string)) | bigint",
                "units   | user_id, ts, kind, units::double as units, price | double (stored as DOUBLE) | bigint",
                "price   | user_id, ts, kind, units, price::bigint as price | bigint (stored as INT64 (int64)) | double",
                "ts      | user_id, epoch_us(ts) as ts, kind, units, price | bigint (stored as INT64 (int64)) | timestamp",
                "kind    | user_id, ts, [kind] as kind, units, price | group (list), which cannot be read | text",
                "price   | user_id, ts, kind, units, price::decimal(9, 2) as price | decimal(9, 2) (stored as INT32 (decimal(9, 2))) | double",
            })
    void isRefusedWhereTheTypeIsAnother(String column, String columns, String has, String wanted) throws Exception {
        Path drifted = events("drifted", "parquet", columns);
        for (String reader : READERS) {
            for (String drift : List.of("refuse", "allow")) {
                Path matrix = folder.resolve("refused.csv");
                Outcome refused = build(drifted, matrix, "--reader", reader, "--drift", drift);
                assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
                String line = drifted.resolve("day2.parquet") + " | " + column + " | " + has + " | " + wanted;
                assertTrue(table(refused.err()).contains(line + " in 2 files"), refused.err());
                assertTrue(refused.err().contains("cast a column of another type"), refused.err());
                assertFalse(Files.exists(matrix));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"parquet", "csv"})
    void readsAMissingColumnAsNullsWhereItIsAllowed(String ending) throws Exception {
        if (ending.equals("csv")) {
            declareTypes();
        }
        for (String missing : List.of("kind", "units", "price")) {
            String type = missing.equals("kind") ? "varchar" : missing.equals("units") ? "bigint" : "double";
            Path without = events("no-" + missing, ending, USUAL.replaceAll(",? ?" + missing, ""));
            Path nulls = events("null-" + missing, ending, USUAL.replace(missing, "null::" + type + " as " + missing));
            Outcome refused = build(without, folder.resolve("refused.csv"));
            assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
            assertTrue(
                    refused.err().contains("--drift allow reads a column that a file lacks as nulls"), refused.err());
            assertTrue(
                    table(refused.err()).stream()
                            .anyMatch(line -> line.startsWith(
                                    without.resolve("day2." + ending) + " | " + missing + " | no such column; ")),
                    refused.err());
            byte[] expected = built(nulls);
            for (String reader : READERS) {
                assertArrayEquals(expected, built(without, "--reader", reader, "--drift", "allow"), reader);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"page", "arrow"})
    void readsAFileOfWhichItKnowsNoColumn(String reader) throws Exception {
        Path other = events("other", "parquet", "units as u, price as p");
        Path matrix = folder.resolve("m.csv");
        Outcome built = build(other, matrix, "--reader", reader, "--drift", "allow");
        assertEquals(0, built.code(), built.err());
        assertTrue(Files.readString(RunRecordListener.pathFor(matrix)).contains("\"without_time\" : 300"), built.err());
    }

    @Test
    void doesNotTakeAColumnThatNoFileHas() throws Exception {
        Path events = events("usual", "parquet", USUAL);
        Files.writeString(
                folder.resolve("f.yaml"), Files.readString(folder.resolve("f.yaml")) + "  plans: count(plan)\n");
        Outcome refused = build(events, folder.resolve("m.csv"), "--drift", "allow");
        assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
        assertTrue(refused.err().contains("the input has no column plan"), refused.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"order | price, kind, ts, units, user_id", "extra | 'x' as note, user_id, ts, kind, units, price"})
    void isOfNoConsequenceInCsv(String name, String columns) throws Exception {
        declareTypes();
        assertArrayEquals(built(events("usual", "csv", USUAL)), built(events(name, "csv", columns)));
    }

    private static List<String> table(String message) {
        return message.lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }
}
