package io.millrace.cli.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under named columns.
 *
 * @param rows each with a cell for every column
 */
public record Table(List<Column> columns, List<List<Cell>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /**
     * @param name what JSON and CSV call it, in snake_case; people read it with blanks
     * @param right whether its cells stand at the right edge, as numbers do
     */
    public record Column(String name, boolean right) {
        String heading() {
            return name.replace('_', ' ');
        }
    }

    /** Collects rows. */
    public static final class Builder {
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();

        /** Adds a column of words. */
        public Builder left(String name) {
            columns.add(new Column(name, false));
            return this;
        }

        /** Adds a column of numbers. */
        public Builder right(String name) {
            columns.add(new Column(name, true));
            return this;
        }

        public Builder row(Cell... cells) {
            return row(List.of(cells));
        }

        public Builder row(List<Cell> cells) {
            rows.add(cells);
            return this;
        }

        public Table build() {
            return new Table(columns, rows);
        }
    }

    public static Builder builder() {
        return new Builder();
    }
}
