package io.millrace.core.event;

/** Integers, booleans (0 or 1) or times (microseconds since the epoch). */
public final class LongVector extends ColumnVector {
    private final long[] values;

    public LongVector(int capacity) {
        super(capacity);
        this.values = new long[capacity];
    }

    /** The backing array; the batch's row count tells how much of it is filled. */
    public long[] values() {
        return values;
    }

    public long get(int row) {
        return values[row];
    }

    public void set(int row, long value) {
        values[row] = value;
    }
}
