package io.millrace.csv;

import java.util.Arrays;

/** Where the fields of some rows stand in a block, column by column. */
final class FieldTable {
    /** So few rows that their fields are still in a near cache when they are read. */
    private static final int ROWS = 512;
    /** With many columns there are fewer rows, so that the table stays small. */
    private static final int MOST_FIELDS = 1 << 19;

    /** The part of an end that is a place. */
    static final int PLACE = (1 << 29) - 1;
    /** The field stood in quotes, which are outside of it. */
    static final int QUOTED = 1 << 29;
    /** There are doubled quotes or escapes in it. */
    static final int ESCAPED = 1 << 30;

    final int[] rowStarts;
    /** Where a row ends, before its line end. */
    final int[] rowEnds;

    /** By {@link #first} of the column and the row. */
    final int[] starts;
    /** With {@link #QUOTED} and {@link #ESCAPED}. */
    final int[] ends;

    int count;

    private final int columns;
    private final int capacity;

    FieldTable(int columns, int rows) {
        this.columns = columns;
        this.capacity = rows;
        rowStarts = new int[rows];
        rowEnds = new int[rows];
        starts = new int[(columns + 1) * rows];
        ends = new int[(columns + 1) * rows];
    }

    /** A table for the rows of a reader. */
    static FieldTable of(int columns) {
        return new FieldTable(columns, Math.max(1, Math.min(ROWS, MOST_FIELDS / (columns + 1))));
    }

    /** How many rows it has room for. */
    int capacity() {
        return capacity;
    }

    int columns() {
        return columns;
    }

    /** Where the fields of a column begin. */
    int first(int column) {
        return column * capacity;
    }

    /** Where each field of a row goes: those that are not read behind the columns, so that nobody has to ask. */
    int[] targets(int fields, int[] columnOf) {
        int[] targets = new int[fields];
        Arrays.setAll(
                targets, field -> first(field < columnOf.length && columnOf[field] >= 0 ? columnOf[field] : columns));
        return targets;
    }

    /** The fields of columns that a file lacks are empty, which is null. */
    void startFile(int[] columnOf) {
        boolean[] has = new boolean[columns];
        for (int column : columnOf) {
            if (column >= 0) {
                has[column] = true;
            }
        }
        for (int column = 0; column < columns; column++) {
            if (!has[column]) {
                Arrays.fill(starts, first(column), first(column) + capacity, 0);
                Arrays.fill(ends, first(column), first(column) + capacity, 0);
            }
        }
    }

    /** Takes a row out. */
    void remove(int row) {
        count--;
        int behind = count - row;
        System.arraycopy(rowStarts, row + 1, rowStarts, row, behind);
        System.arraycopy(rowEnds, row + 1, rowEnds, row, behind);
        for (int column = 0; column < columns; column++) {
            int at = first(column) + row;
            System.arraycopy(starts, at + 1, starts, at, behind);
            System.arraycopy(ends, at + 1, ends, at, behind);
        }
    }
}
