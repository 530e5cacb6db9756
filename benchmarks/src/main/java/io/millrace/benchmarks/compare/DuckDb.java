package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** DuckDB in this process. */
final class DuckDb {
    private DuckDb() {}

    /**
     * A database in memory, in UTC.
     *
     * @param threads how many threads a query may use
     */
    static Connection connect(int threads) throws SQLException {
        return connect(threads, new Properties());
    }

    /** The same, for results that are too large to be held. */
    static Connection streaming(int threads) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        return connect(threads, settings);
    }

    private static Connection connect(int threads, Properties settings) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            statement.execute("set timezone = 'UTC'");
        }
        return connection;
    }

    static String version() {
        try (Connection connection = connect(1)) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A path as a literal. */
    static String text(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /** The statement that writes a query's result as a matrix of Millrace's is written. */
    static String copy(String query, Path target) {
        return "copy (" + query + ") to " + text(target) + " (format parquet, compression snappy)";
    }

    static IllegalStateException failure(SQLException cause) {
        return new IllegalStateException("DuckDB: " + cause.getMessage(), cause);
    }
}
