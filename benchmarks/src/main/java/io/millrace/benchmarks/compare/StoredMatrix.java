package io.millrace.benchmarks.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in memory.
 *
 * @param names of its columns
 * @param columns all of the same size
 */
record StoredMatrix(List<String> names, List<StoredColumn> columns) implements Matrix {
    StoredMatrix {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
    }

    @Override
    public MatrixRows rows() {
        return new Rows();
    }

    private final class Rows implements MatrixRows {
        private int row = -1;

        @Override
        public List<String> columns() {
            return names;
        }

        @Override
        public boolean next() {
            row++;
            return row < columns.get(0).size();
        }

        @Override
        public @Nullable Number cell(int column) {
            return columns.get(column).cell(row);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
