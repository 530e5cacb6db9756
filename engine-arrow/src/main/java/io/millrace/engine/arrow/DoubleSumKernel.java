package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/** Exact sums of doubles. */
final class DoubleSumKernel extends Kernel {
    private final WideSums wideSums;

    DoubleSumKernel(int offset, WideSums wideSums) {
        super(offset);
        this.wideSums = wideSums;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        double[] numbers = ((DoubleVector) arguments[0]).values();
        for (int i = 0; i < count; i++) {
            DoubleSum.add(records[rows[i]] + offset, numbers[rows[i]], wideSums);
        }
    }

    @Override
    void merge(long into, long from) {
        DoubleSum.merge(into + offset, from + offset, wideSums);
    }
}
