package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/** Exact sums of doubles ({@link DoubleSum}) and of their squares ({@link ProductSum}). */
final class MomentsKernel extends GrowingKernel {
    static final int SQUARES = DoubleSum.BYTES;
    static final int BYTES = SQUARES + ProductSum.BYTES;

    private final VariableStore wides;

    MomentsKernel(int offset, VariableStore wides) {
        super(offset);
        this.wides = wides;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        double[] numbers = ((DoubleVector) arguments[0]).values();
        int i = 0;
        try {
            for (; i < count; i++) {
                double number = numbers[rows[i]];
                long cell = records[rows[i]] + offset;
                DoubleSum.add(cell, number, wides.wideSums);
                try {
                    ProductSum.OF_NUMBERS.add(cell + SQUARES, number, number, wides.wideProducts);
                } catch (BudgetExceeded e) {
                    // Exact sums take back what they took, and need nothing for it.
                    DoubleSum.add(cell, -number, wides.wideSums);
                    throw e;
                }
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        DoubleSum.merge(into + offset, from + offset, wides.wideSums);
        DoubleSum.clear(from + offset);
        ProductSum.OF_NUMBERS.merge(into + offset + SQUARES, from + offset + SQUARES, wides.wideProducts);
    }
}
