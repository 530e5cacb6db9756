package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A matrix in a Parquet or CSV file, read through DuckDB in the order of its rows. */
record MatrixFile(Path file) implements Matrix {
    @Override
    public MatrixRows rows() {
        return new Rows(file);
    }

    private static final class Rows implements MatrixRows {
        private final Connection connection;
        private final Statement statement;
        private final ResultSet result;
        private final List<String> columns = new ArrayList<>();

        Rows(Path file) {
            try {
                connection = DuckDb.streaming(1);
                statement = connection.createStatement();
                result = statement.executeQuery("from " + DuckDb.text(file));
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getMetaData().getColumnName(i));
                }
            } catch (SQLException e) {
                throw DuckDb.failure(e);
            }
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            try {
                return result.next();
            } catch (SQLException e) {
                throw DuckDb.failure(e);
            }
        }

        @Override
        public @Nullable Number cell(int column) {
            try {
                return (Number) result.getObject(column + 1);
            } catch (SQLException e) {
                throw DuckDb.failure(e);
            }
        }

        @Override
        public void close() {
            try {
                result.close();
                statement.close();
                connection.close();
            } catch (SQLException e) {
                throw DuckDb.failure(e);
            }
        }
    }
}
