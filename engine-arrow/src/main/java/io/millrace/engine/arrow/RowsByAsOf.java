package io.millrace.engine.arrow;

import java.util.Arrays;

/** The rows of a batch of the matrix: all, or those of one as-of time. */
final class RowsByAsOf {
    /** The rows asked for last. */
    final int[] rows;

    int count;

    private final int[] ordered;
    private final int[] ends;
    private int size;

    /**
     * @param asOfTimes how many there are
     * @param capacity the most rows of a batch
     */
    RowsByAsOf(int asOfTimes, int capacity) {
        this.rows = new int[capacity];
        this.ordered = new int[capacity];
        this.ends = new int[asOfTimes + 1];
    }

    /**
     * Takes other rows.
     *
     * @param asOf for each row the place of its as-of time
     */
    void set(int[] asOf, int rowCount) {
        size = rowCount;
        Arrays.fill(ends, 0);
        for (int row = 0; row < rowCount; row++) {
            ends[asOf[row] + 1]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        // Where a time's rows begin; when they are in place, where they end.
        for (int row = 0; row < rowCount; row++) {
            ordered[ends[asOf[row]]++] = row;
        }
    }

    /** Asks for all rows. */
    void all() {
        count = size;
        for (int row = 0; row < size; row++) {
            rows[row] = row;
        }
    }

    /** Asks for the rows of one as-of time, ascending. */
    void of(int asOf) {
        int start = asOf == 0 ? 0 : ends[asOf - 1];
        count = ends[asOf] - start;
        System.arraycopy(ordered, start, rows, 0, count);
    }
}
