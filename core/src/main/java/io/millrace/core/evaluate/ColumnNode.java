package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/** A column of the batch, as it is. */
final class ColumnNode extends Node {
    private final int ordinal;

    ColumnNode(int ordinal) {
        this.ordinal = ordinal;
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        return batch.column(ordinal);
    }

    /** A column of doubles: what is not finite is null, and -0.0 is 0.0. */
    static final class OfDouble extends Node {
        private final int ordinal;
        private final DoubleVector result;

        OfDouble(int ordinal, int capacity) {
            this.ordinal = ordinal;
            this.result = new DoubleVector(capacity);
        }

        @Override
        ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
            DoubleVector column = batch.doubles(ordinal);
            double[] values = column.values();
            for (int i = 0; i < count; i++) {
                double value = values[rows[i]];
                if (!Double.isFinite(value) || Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
                    return cleaned(column, rows, count);
                }
            }
            return column;
        }

        private DoubleVector cleaned(DoubleVector column, int[] rows, int count) {
            result.clearNulls();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                double value = column.get(row);
                if (column.isNull(row) || !Double.isFinite(value)) {
                    result.setNull(row);
                } else {
                    result.set(row, value + 0.0);
                }
            }
            return result;
        }
    }
}
