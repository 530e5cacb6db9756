package io.millrace.core.diff;

import io.millrace.core.sketch.ValueHash;

/**
 * Which rows of a table are in a sample of limited size: all of a small table, and of a larger one each row as likely as any other
 * (algorithm R: J. S. Vitter, "Random sampling with a reservoir", 1985). Chance is a hash of the row's number, so that the same
 * table has the same sample.
 */
final class SampledRows {
    private static final int MOST_ROWS = 1 << 14;
    private static final int FEWEST_ROWS = 1 << 8;
    private static final int MOST_VALUES = 1 << 22;

    private SampledRows() {}

    /** How many rows the sample of a table with so many columns has at most. */
    static int capacity(int columns) {
        return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, columns)));
    }

    /**
     * The place that the row takes in the sample, in which it replaces the one that was there; -1 where it is not taken.
     *
     * @param row its number in the table, from 0
     */
    static int place(long row, int capacity) {
        if (row < capacity) {
            return (int) row;
        }
        long place = Long.remainderUnsigned(ValueHash.of(row), row + 1);
        return place < capacity ? (int) place : -1;
    }
}
