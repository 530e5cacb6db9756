package io.millrace.csv;

/** Where the fields of some rows stand in a block, column by column. */
final class FieldTable {
    /** So few rows that their fields are still in a near cache when they are read. */
    static final int ROWS = 512;

    /** The part of an end that is a place. */
    static final int PLACE = (1 << 29) - 1;
    /** The field stood in quotes, which are outside of it. */
    static final int QUOTED = 1 << 29;
    /** There are doubled quotes or escapes in it. */
    static final int ESCAPED = 1 << 30;

    final int[] rowStarts;
    /** Where a row ends, before its line end. */
    final int[] rowEnds;

    final int[][] starts;
    /** With {@link #QUOTED} and {@link #ESCAPED}. */
    final int[][] ends;

    int count;

    FieldTable(int columns, int rows) {
        rowStarts = new int[rows];
        rowEnds = new int[rows];
        starts = new int[columns][rows];
        ends = new int[columns][rows];
    }

    /** Takes a row out. */
    void remove(int row) {
        count--;
        int after = count - row;
        System.arraycopy(rowStarts, row + 1, rowStarts, row, after);
        System.arraycopy(rowEnds, row + 1, rowEnds, row, after);
        for (int column = 0; column < starts.length; column++) {
            System.arraycopy(starts[column], row + 1, starts[column], row, after);
            System.arraycopy(ends[column], row + 1, ends[column], row, after);
        }
    }
}
