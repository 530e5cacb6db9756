package io.millrace.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The oracle: another engine that reads and writes Parquet. */
final class DuckDb {
    private DuckDb() {}

    /** The rows of a query; values as JDBC gives them. */
    static List<List<Object>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            return query(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql + ": " + e.getMessage(), e);
        }
    }

    static List<List<Object>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Runs statements one after the other. */
    static void run(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Writes the rows of a query as a Parquet file. */
    static void write(Path file, String query, String options) {
        run("copy (" + query + ") to " + literal(file) + " (format parquet" + options + ")");
    }

    static String literal(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }
}
