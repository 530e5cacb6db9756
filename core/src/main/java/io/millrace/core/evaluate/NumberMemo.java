package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/** A number or time from one text column, remembered per dictionary entry; doubles as their bits. */
final class NumberMemo extends EntryMemo {
    private final ColumnVector result;
    private long[] known = new long[0];

    NumberMemo(DataType type, int ordinal, Node expression, Tally tally, int capacity) {
        super(ordinal, expression, tally, capacity);
        this.result = ColumnVector.of(type, capacity);
    }

    @Override
    void grow(int slots) {
        known = known.length < slots ? Arrays.copyOf(known, slots) : known;
    }

    @Override
    byte remember(int slot, ColumnVector results, int row) {
        known[slot] = results instanceof DoubleVector doubles
                ? Double.doubleToRawLongBits(doubles.get(row))
                : ((LongVector) results).get(row);
        return PRESENT;
    }

    @Override
    ColumnVector fill(TextVector texts, byte[] states, int[] rows, int count) {
        result.clearNulls();
        boolean nulls = texts.hasNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int slot = slot(texts, nulls, row);
            if (states[slot] == NULL) {
                result.setNull(row);
            } else if (result instanceof DoubleVector doubles) {
                doubles.set(row, Double.longBitsToDouble(known[slot]));
            } else {
                ((LongVector) result).set(row, known[slot]);
            }
        }
        return result;
    }
}
