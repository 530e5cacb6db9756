package io.millrace.npy;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import java.math.BigDecimal;

/** Values as doubles. */
final class Doubles {
    private Doubles() {}

    /** The nearest double; NaN for null. The column is no text. */
    static double of(ColumnBatch batch, int column, int row) {
        if (batch.column(column).isNull(row)) {
            return Double.NaN;
        }
        DataType type = batch.schema().field(column).type();
        return switch (type.kind()) {
            case INT64, TIMESTAMP, BOOLEAN -> batch.longs(column).get(row);
            case DECIMAL -> ofDecimal(batch.longs(column).get(row), type);
            case FLOAT64 -> batch.doubles(column).get(row);
            case TEXT -> throw new IllegalArgumentException("a text is no number");
        };
    }

    static double ofDecimal(long unscaled, DataType type) {
        return BigDecimal.valueOf(unscaled, type.scale()).doubleValue();
    }
}
