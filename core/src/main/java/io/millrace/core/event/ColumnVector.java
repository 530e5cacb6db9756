package io.millrace.core.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a {@link ColumnBatch}, over primitive arrays that are reused from batch to batch.
 *
 * <p>The value at a null row is unspecified; readers of a vector look at {@link #isNull} first.
 */
public abstract sealed class ColumnVector permits LongVector, DoubleVector, TextVector {
    private final int capacity;
    private final long[] nullBits;
    private boolean anyNull;

    ColumnVector(int capacity) {
        this.capacity = capacity;
        this.nullBits = new long[(capacity + 63) >>> 6];
    }

    /** A vector that can hold values of the type. */
    public static ColumnVector of(DataType type, int capacity) {
        if (type.isLong()) {
            return new LongVector(capacity);
        }
        return type == DataType.FLOAT64 ? new DoubleVector(capacity) : new TextVector(capacity);
    }

    /** The most rows that this vector can hold. */
    public final int capacity() {
        return capacity;
    }

    /** Whether any row was set to null since {@link #clearNulls}. */
    public final boolean hasNulls() {
        return anyNull;
    }

    public final boolean isNull(int row) {
        return anyNull && (nullBits[row >>> 6] >>> row & 1) != 0;
    }

    public final void setNull(int row) {
        anyNull = true;
        nullBits[row >>> 6] |= 1L << row;
    }

    /**
     * Sets up to 64 rows to null: row {@code from + i} where bit {@code i} is set.
     *
     * @param nulls at least one bit, none for a row beyond the capacity
     */
    public final void setNulls(int from, long nulls) {
        anyNull = true;
        int word = from >>> 6;
        nullBits[word] |= nulls << from;
        long beyond = (from & 63) == 0 ? 0 : nulls >>> -from;
        if (beyond != 0) {
            nullBits[word + 1] |= beyond;
        }
    }

    /** Sets the rows {@code [from, to)} to null. */
    public final void setNullRange(int from, int to) {
        for (int row = from; row < to; row += Long.SIZE) {
            setNulls(row, -1L >>> Math.max(0, Long.SIZE - (to - row)));
        }
    }

    /** Makes every row non-null; called by the writer before it fills the vector again. */
    public final void clearNulls() {
        if (anyNull) {
            Arrays.fill(nullBits, 0);
            anyNull = false;
        }
    }

    /** Makes the rows {@code [from, to)} non-null, so that they can be written again. */
    public final void clearNullRange(int from, int to) {
        if (anyNull) {
            for (int row = from; row < to; row++) {
                nullBits[row >>> 6] &= ~(1L << row);
            }
        }
    }

    /** The null bitmap (bit {@code row & 63} of word {@code row >>> 6}), or null where nothing is null. */
    public final long @Nullable [] nullBits() {
        return anyNull ? nullBits : null;
    }
}
