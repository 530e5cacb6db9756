package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** The smallest of doubles, as longs in the same order. */
final class DoubleMinKernel extends Kernel {
    DoubleMinKernel(int offset) {
        super(offset);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        double[] numbers = ((DoubleVector) arguments[0]).values();
        for (int i = 0; i < count; i++) {
            LongMinKernel.take(records[rows[i]] + offset, Extremes.ordered(numbers[rows[i]]));
        }
    }

    @Override
    void merge(long into, long from) {
        LongMinKernel.take(into + offset, Extremes.decodeMin(MemoryUtil.getLong(from + offset)));
    }
}
