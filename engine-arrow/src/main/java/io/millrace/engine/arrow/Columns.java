package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
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
        copyNulls(from, to, count);
    }

    private static void copyNulls(ColumnVector from, ColumnVector to, int count) {
        if (from.hasNulls()) {
            for (int row = 0; row < count; row++) {
                if (from.isNull(row)) {
                    to.setNull(row);
                }
            }
        }
    }

    /**
     * Copies chosen rows, one by one; the others of {@code to} stay as they are.
     *
     * @param to of the same type, not null at the rows
     * @param texts gives text its codes in {@code to}, and their dictionary
     */
    static void copy(ColumnVector from, ColumnVector to, int[] rows, int count, DictionaryEncoder texts) {
        if (to instanceof TextVector target) {
            target.dictionary(texts.dictionary());
        }
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (from.isNull(row)) {
                to.setNull(row);
            } else if (from instanceof LongVector longs) {
                ((LongVector) to).set(row, longs.get(row));
            } else if (from instanceof DoubleVector doubles) {
                ((DoubleVector) to).set(row, doubles.get(row));
            } else if (from instanceof TextVector source) {
                Dictionary entries = source.dictionary();
                int code = source.code(row);
                ((TextVector) to).set(row, texts.encode(entries.bytes(), entries.offset(code), entries.length(code)));
            }
        }
    }
}
