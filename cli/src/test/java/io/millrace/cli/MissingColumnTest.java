package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column that one of the files lacks is never taken for one that holds something in every row. */
final class MissingColumnTest {
    @TempDir
    Path folder;

    @Test
    void isRefusedWhereItIsOnlyCounted() throws Exception {
        write("a.parquet", "select 1::bigint as user_id, timestamp '2024-10-01 10:00:00' as ts, 'x' as event_type");
        write("b.parquet", "select 1::bigint as user_id, timestamp '2024-10-01 11:00:00' as ts, 'x' as event_typ");
        Path features = folder.resolve("f.yaml");
        Files.writeString(features, """
                feature_set: f
                entity: user_id
                time: ts
                window: 2d
                features:
                  events: count(event_type)
                """);
        Path matrix = folder.resolve("matrix.csv");

        Outcome refused = InProcess.run(
                "build",
                folder + "/*.parquet",
                "--features",
                features.toString(),
                "--as-of",
                "2024-10-02",
                "--out",
                matrix.toString());

        assertEquals(ExitCode.INPUT.code(), refused.code(), refused.out());
        assertTrue(
                refused.err()
                        .contains("b.parquet  event_type  no such column; did you mean event_typ?  text in 1 file"),
                refused.err());
        assertFalse(Files.exists(matrix));
    }

    private void write(String name, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t as " + query);
            for (String column : new String[] {"user_id", "ts", name.startsWith("a") ? "event_type" : "event_typ"}) {
                statement.execute("alter table t alter column " + column + " set not null");
            }
            statement.execute("copy t to '" + folder.resolve(name) + "' (format parquet)");
        }
    }
}
