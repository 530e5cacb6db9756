package io.millrace.benchmarks.compare;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A growing column of integers or doubles in memory; doubles as their bits. */
final class StoredColumn {
    private final boolean real;
    private final BitSet nulls = new BitSet();
    private long[] values = new long[1 << 12];
    private int size;

    /**
     * @param real whether it holds doubles
     */
    StoredColumn(boolean real) {
        this.real = real;
    }

    boolean isReal() {
        return real;
    }

    int size() {
        return size;
    }

    void add(long value) {
        grow(1);
        values[size++] = value;
    }

    void add(double value) {
        add(Double.doubleToRawLongBits(value));
    }

    void addNull() {
        nulls.set(size);
        add(0L);
    }

    /** Appends the first rows of a vector of the column's kind. */
    void addAll(ColumnVector vector, int rows) {
        grow(rows);
        if (real) {
            double[] from = ((DoubleVector) vector).values();
            for (int row = 0; row < rows; row++) {
                values[size + row] = Double.doubleToRawLongBits(from[row]);
            }
        } else {
            System.arraycopy(((LongVector) vector).values(), 0, values, size, rows);
        }
        for (int row = 0; vector.hasNulls() && row < rows; row++) {
            nulls.set(size + row, vector.isNull(row));
        }
        size += rows;
    }

    private void grow(int more) {
        if (size + more > values.length) {
            values = Arrays.copyOf(values, Math.max(size + more, values.length + (values.length >> 1)));
        }
    }

    @Nullable
    Number cell(int row) {
        if (nulls.get(row)) {
            return null;
        }
        return real
                ? (Number) Double.valueOf(Double.longBitsToDouble(values[row]))
                : (Number) Long.valueOf(values[row]);
    }
}
