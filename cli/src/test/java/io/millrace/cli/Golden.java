package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Data whose answers other programs computed, and DuckDB to read tables with. */
final class Golden {
    private static final double TOLERANCE = 1e-12;

    private Golden() {}

    /** The folder of that name; without the data the test is skipped. */
    static Path folder(String name) {
        String shared = System.getProperty("millrace.shared");
        Assumptions.assumeTrue(shared != null && !shared.isEmpty(), "millrace.shared names no folder");
        return Path.of(System.getProperty("millrace.root", "."))
                .resolve(shared)
                .resolve("golden")
                .resolve(name);
    }

    static String csv(Path file) {
        return "select * from read_csv('" + file + "', header = true, all_varchar = true)";
    }

    static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows of text, null where null. */
    static List<List<String>> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(sql)) {
                List<List<String>> rows = new ArrayList<>();
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /** The same rows by their first column, integers and text exactly, doubles within 1e-12 relative. */
    static void assertSameMatrix(List<List<String>> expected, List<List<String>> actual) {
        List<List<String>> wanted = sorted(expected);
        List<List<String>> found = sorted(actual);
        assertEquals(wanted.size(), found.size());
        for (int row = 0; row < wanted.size(); row++) {
            for (int column = 0; column < wanted.get(row).size(); column++) {
                String cell = "row " + wanted.get(row).get(0) + ", column " + column;
                assertSame(wanted.get(row).get(column), found.get(row).get(column), cell);
            }
        }
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).toList();
    }

    private static void assertSame(String expected, String actual, String cell) {
        if (expected == null || actual == null || expected.equals(actual)) {
            assertEquals(expected, actual, cell);
            return;
        }
        assertTrue((expected + actual).matches(".*[.eE].*"), cell + ": " + expected + " is not " + actual);
        double wanted = Double.parseDouble(expected);
        double found = Double.parseDouble(actual);
        assertTrue(
                Math.abs(wanted - found) <= TOLERANCE * Math.max(Math.abs(wanted), Math.abs(found)),
                cell + ": " + expected + " is not " + actual);
    }
}
