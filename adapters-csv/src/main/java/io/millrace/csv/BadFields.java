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

    private final int[][] starts;

    BadFields(FieldTable table) {
        this.starts = table.starts;
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
        return starts[one.column()][row] < starts[other.column()][row];
    }

    /** By the number of the row in the table. */
    NavigableMap<Integer, BadField> byRow() {
        return byRow;
    }
}
