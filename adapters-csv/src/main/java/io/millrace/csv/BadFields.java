package io.millrace.csv;

import java.util.NavigableMap;
import java.util.TreeMap;

/** The rows of a table with a field that does not fit its column, and of each such row the first. */
final class BadFields {
    private final TreeMap<Integer, BadField> byRow = new TreeMap<>();

    /**
     * @param column of the table
     * @param problem in words that follow the value
     */
    record BadField(int column, String problem) {}

    private final FieldTable table;

    BadFields(FieldTable table) {
        this.table = table;
    }

    void clear() {
        byRow.clear();
    }

    boolean isEmpty() {
        return byRow.isEmpty();
    }

    void add(int row, int column, String problem) {
        byRow.merge(row, new BadField(column, problem), (first, next) -> isBefore(row, next, first) ? next : first);
    }

    private boolean isBefore(int row, BadField one, BadField other) {
        return start(one, row) < start(other, row);
    }

    private int start(BadField field, int row) {
        return table.starts[table.first(field.column()) + row];
    }

    /** By the number of the row in the table. */
    NavigableMap<Integer, BadField> byRow() {
        return byRow;
    }
}
