package io.millrace.benchmarks.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** A process that runs a query in DuckDB through JDBC and writes the result as Parquet. */
public final class DuckDbJob {
    private DuckDbJob() {}

    /**
     * @param arguments the file that holds the query, how many threads, the file to write
     */
    public static void main(String[] arguments) throws Exception {
        String query = Files.readString(Path.of(arguments[0]));
        try (Connection connection = DuckDb.connect(Integer.parseInt(arguments[1]));
                Statement statement = connection.createStatement()) {
            statement.execute(DuckDb.copy(query, Path.of(arguments[2])));
        }
    }
}
