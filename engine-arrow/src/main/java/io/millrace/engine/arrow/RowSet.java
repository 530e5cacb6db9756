package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** Rows of a batch, ascending, over an array that is reused from batch to batch. */
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

    /** Whether no row between the first and the last is missing. */
    boolean isDense() {
        return count > 0 && rows[count - 1] - rows[0] == count - 1;
    }

    /** Becomes some rows of another set. */
    void part(RowSet of, int from, int size) {
        System.arraycopy(of.rows, from, rows, 0, size);
        count = size;
        sameTimes(of);
    }

    /** Becomes those rows of another set, or of this one, in which there is a value. */
    void present(RowSet of, ColumnVector values) {
        sameTimes(of);
        long[] nulls = values.nullBits();
        if (nulls == null) {
            System.arraycopy(of.rows, 0, rows, 0, of.count);
            count = of.count;
        } else if (of.isDense()) {
            count = addPresent(nulls, of.rows[0], of.rows[0] + of.count);
        } else {
            int size = 0;
            for (int i = 0; i < of.count; i++) {
                int row = of.rows[i];
                rows[size] = row;
                size += (int) (~nulls[row >>> 6] >>> row & 1);
            }
            count = size;
        }
    }

    /** Of rows without gaps, word by word. */
    private int addPresent(long[] nulls, int from, int to) {
        int size = 0;
        for (int word = from >>> 6; word <= to - 1 >>> 6; word++) {
            int base = word << 6;
            long there = ~nulls[word];
            there &= base < from ? -1L << from : -1L;
            there &= to - base < Long.SIZE ? (1L << to) - 1 : -1L;
            while (there != 0) {
                rows[size++] = base + Long.numberOfTrailingZeros(there);
                there &= there - 1;
            }
        }
        return size;
    }

    private void sameTimes(RowSet of) {
        earliest = of.earliest;
        latest = of.latest;
    }
}
