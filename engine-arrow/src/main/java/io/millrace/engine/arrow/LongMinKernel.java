package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** The smallest of integers, times or booleans. */
final class LongMinKernel extends Kernel {
    LongMinKernel(int offset) {
        super(offset);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        long[] numbers = ((LongVector) arguments[0]).values();
        for (int i = 0; i < count; i++) {
            take(records[rows[i]] + offset, numbers[rows[i]]);
        }
    }

    @Override
    void merge(long into, long from) {
        take(into + offset, Extremes.decodeMin(MemoryUtil.getLong(from + offset)));
    }

    static void take(long cell, long value) {
        long extreme = Math.min(Extremes.decodeMin(MemoryUtil.getLong(cell)), value);
        MemoryUtil.putLong(cell, Extremes.encodeMin(extreme));
    }
}
