package io.millrace.engine.arrow;

/** Rows of a batch, ascending, and two times between which all of them lie. Reused from batch to batch. */
final class RowSet {
    final int[] rows;
    int count;

    /** No row of the set is earlier, and none is later than {@link #latest}; both may be far off. */
    long earliest = Long.MIN_VALUE;

    long latest = Long.MAX_VALUE;

    /**
     * @param capacity the most rows of a batch
     */
    RowSet(int capacity) {
        this.rows = new int[capacity];
    }
}
