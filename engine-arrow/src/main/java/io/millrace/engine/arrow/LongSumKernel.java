package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.Int128;
import org.apache.arrow.memory.util.MemoryUtil;

/** Sums of integers in 128 bits: no number of rows that can be read overflows it. */
final class LongSumKernel extends Kernel {
    LongSumKernel(int offset) {
        super(offset);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        long[] numbers = ((LongVector) arguments[0]).values();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long number = numbers[row];
            add(records[row] + offset, number >> 63, number);
        }
    }

    @Override
    void merge(long into, long from) {
        add(into + offset, MemoryUtil.getLong(from + offset + 8), MemoryUtil.getLong(from + offset));
    }

    private static void add(long cell, long high, long low) {
        long oldLow = MemoryUtil.getLong(cell);
        long oldHigh = MemoryUtil.getLong(cell + 8);
        MemoryUtil.putLong(cell, Int128.addLow(oldLow, low));
        MemoryUtil.putLong(cell + 8, Int128.addHigh(oldHigh, oldLow, high, low));
    }
}
