package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;

/** Copies columns. */
final class Columns {
    private Columns() {}

    /**
     * Copies the first rows. Text keeps its dictionary.
     *
     * @param to of the same type and without nulls so far
     */
    static void copy(ColumnVector from, ColumnVector to, int count) {
        if (from instanceof LongVector longs) {
            System.arraycopy(longs.values(), 0, ((LongVector) to).values(), 0, count);
        } else if (from instanceof DoubleVector doubles) {
            System.arraycopy(doubles.values(), 0, ((DoubleVector) to).values(), 0, count);
        } else if (from instanceof TextVector texts) {
            System.arraycopy(texts.codes(), 0, ((TextVector) to).codes(), 0, count);
            ((TextVector) to).dictionary(texts.dictionary());
        }
        if (from.hasNulls()) {
            for (int row = 0; row < count; row++) {
                if (from.isNull(row)) {
                    to.setNull(row);
                }
            }
        }
    }
}
