package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;

/** A condition on one text column, remembered per dictionary entry. */
final class ConditionMemo extends EntryMemo {
    private static final byte FALSE = PRESENT;
    private static final byte TRUE = PRESENT + 1;

    private final LongVector result;

    ConditionMemo(int ordinal, Node condition, Tally tally, int capacity) {
        super(ordinal, condition, tally, capacity);
        this.result = new LongVector(capacity);
    }

    @Override
    void grow(int slots) {}

    @Override
    byte remember(int slot, ColumnVector results, int row) {
        return ((LongVector) results).get(row) != 0 ? TRUE : FALSE;
    }

    @Override
    ColumnVector fill(TextVector texts, byte[] states, int[] rows, int count) {
        result.clearNulls();
        long[] values = result.values();
        boolean nulls = texts.hasNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            byte state = states[slot(texts, nulls, row)];
            values[row] = state == TRUE ? 1 : 0;
            if (state == NULL) {
                result.setNull(row);
            }
        }
        return result;
    }

    @Override
    int keep(TextVector texts, byte[] states, int[] rows, int count, int[] kept) {
        boolean nulls = texts.hasNulls();
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            kept[size] = row;
            size += states[slot(texts, nulls, row)] == TRUE ? 1 : 0;
        }
        return size;
    }
}
