package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/** Exact sums of doubles ({@link DoubleSum}) and of their squares ({@link ProductSum}). */
final class MomentsKernel extends Kernel {
    static final int SQUARES = DoubleSum.BYTES;
    static final int BYTES = SQUARES + ProductSum.BYTES;

    private final VariableState wides;

    MomentsKernel(int offset, VariableState wides) {
        super(offset);
        this.wides = wides;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        double[] numbers = ((DoubleVector) arguments[0]).values();
        for (int i = 0; i < count; i++) {
            double number = numbers[rows[i]];
            long cell = records[rows[i]] + offset;
            DoubleSum.add(cell, number, wides.wideSums);
            ProductSum.OF_NUMBERS.add(cell + SQUARES, number, number, wides.wideProducts);
        }
    }

    @Override
    void merge(long into, long from) {
        DoubleSum.merge(into + offset, from + offset, wides.wideSums);
        ProductSum.OF_NUMBERS.merge(into + offset + SQUARES, from + offset + SQUARES, wides.wideProducts);
    }
}
