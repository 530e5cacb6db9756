package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DuckDB through JDBC in this process: one database in memory, which stays open from run to run. */
final class DuckDbContestant implements Contestant {
    private final String name;
    private final String query;
    private final Optional<Path> output;
    private final Connection connection;

    /**
     * @param output the Parquet file to write; empty for a matrix in memory
     */
    DuckDbContestant(String name, String query, int threads, Optional<Path> output) {
        this.name = name;
        this.query = query;
        this.output = output;
        try {
            this.connection = DuckDb.connect(threads);
        } catch (SQLException e) {
            throw DuckDb.failure(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return DuckDb.version();
    }

    @Override
    public Outcome run() {
        try (Statement statement = connection.createStatement()) {
            if (output.isPresent()) {
                statement.execute(DuckDb.copy(query, output.get()));
                return Outcome.of(new MatrixFile(output.get()));
            }
            try (ResultSet result = statement.executeQuery(query)) {
                return Outcome.of(stored(result));
            }
        } catch (SQLException e) {
            throw DuckDb.failure(e);
        }
    }

    private static Matrix stored(ResultSet result) throws SQLException {
        ResultSetMetaData description = result.getMetaData();
        List<String> names = new ArrayList<>();
        List<StoredColumn> columns = new ArrayList<>();
        for (int i = 1; i <= description.getColumnCount(); i++) {
            names.add(description.getColumnName(i));
            columns.add(new StoredColumn(description.getColumnType(i) == Types.DOUBLE));
        }
        while (result.next()) {
            for (int i = 0; i < columns.size(); i++) {
                add(columns.get(i), result, i + 1);
            }
        }
        return new StoredMatrix(names, columns);
    }

    private static void add(StoredColumn column, ResultSet result, int ordinal) throws SQLException {
        if (column.isReal()) {
            double value = result.getDouble(ordinal);
            if (result.wasNull()) {
                column.addNull();
            } else {
                column.add(value);
            }
            return;
        }
        long value = result.getLong(ordinal);
        if (result.wasNull()) {
            column.addNull();
        } else {
            column.add(value);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDb.failure(e);
        }
    }
}
