package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import org.jspecify.annotations.Nullable;

/** Single cells of batches. */
public final class Cells {
    private Cells() {}

    /**
     * A cell: a {@link Long} (int64; timestamp in microseconds; decimal times 10^scale), {@link Double}, {@link Boolean} or {@link
     * String}, as the type says, or null. A double that is not finite is null, -0.0 is 0.
     */
    public static @Nullable Object of(ColumnBatch batch, int column, int row) {
        ColumnVector vector = batch.column(column);
        if (isNull(vector, row)) {
            return null;
        } else if (vector instanceof DoubleVector doubles) {
            return doubles.get(row) + 0.0;
        } else if (vector instanceof TextVector texts) {
            return texts.text(row);
        }
        long value = ((LongVector) vector).get(row);
        return batch.schema().field(column).type() == DataType.BOOLEAN ? (Object) (value != 0) : (Object) value;
    }

    static boolean isNull(ColumnVector vector, int row) {
        return vector.isNull(row) || vector instanceof DoubleVector doubles && !Double.isFinite(doubles.get(row));
    }

    /** Copies a cell. */
    static void copy(ColumnVector from, int row, ColumnVector to, int target, DictionaryEncoder texts) {
        if (from.isNull(row)) {
            to.setNull(target);
        } else if (from instanceof LongVector longs) {
            ((LongVector) to).set(target, longs.get(row));
        } else if (from instanceof DoubleVector doubles) {
            ((DoubleVector) to).set(target, doubles.get(row));
        } else {
            TextVector source = (TextVector) from;
            int code = source.code(row);
            int copied = texts.encode(
                    source.dictionary().bytes(),
                    source.dictionary().offset(code),
                    source.dictionary().length(code));
            ((TextVector) to).set(target, copied);
        }
    }
}
