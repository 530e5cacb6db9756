package io.millrace.benchmarks.compare;

import java.util.Arrays;
import java.util.List;

/** A matrix as written down in a test: a key, a count and a double. */
final class GivenMatrix implements Matrix {
    private final List<List<Number>> cells;

    private GivenMatrix(List<List<Number>> cells) {
        this.cells = cells;
    }

    @SafeVarargs
    static GivenMatrix of(List<Number>... rows) {
        return new GivenMatrix(List.of(rows));
    }

    static List<Number> row(Number... cells) {
        return Arrays.asList(cells);
    }

    @Override
    public MatrixRows rows() {
        return new MatrixRows() {
            private int row = -1;

            @Override
            public List<String> columns() {
                return List.of("user_id", "events", "revenue");
            }

            @Override
            public boolean next() {
                return ++row < cells.size();
            }

            @Override
            public Number cell(int column) {
                return cells.get(row).get(column);
            }

            @Override
            public void close() {}
        };
    }
}
