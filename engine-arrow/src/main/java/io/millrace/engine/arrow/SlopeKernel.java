package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/**
 * Exact sums for a line through (t, x), t the event time in microseconds since 1970: Σx ({@link DoubleSum}), Σt·x ({@link
 * ProductSum}), Σt and Σt² (192 bits each).
 */
final class SlopeKernel extends GrowingKernel {
    static final int PRODUCTS = DoubleSum.BYTES;
    static final int TIMES = PRODUCTS + ProductSum.BYTES;
    static final int WORDS = 3;
    static final int SQUARES = TIMES + WORDS * Long.BYTES;
    static final int BYTES = SQUARES + WORDS * Long.BYTES;

    private final VariableStore wides;

    SlopeKernel(int offset, VariableStore wides) {
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
                long time = times[rows[i]];
                long cell = records[rows[i]] + offset;
                DoubleSum.add(cell, number, wides.wideSums);
                try {
                    ProductSum.OF_NUMBERS.add(cell + PRODUCTS, number, time, wides.wideProducts);
                } catch (BudgetExceeded e) {
                    // Exact sums take back what they took, and need nothing for it.
                    DoubleSum.add(cell, -number, wides.wideSums);
                    throw e;
                }
                Words.add(cell + TIMES, WORDS, time >> 63, time, 0);
                Words.add(cell + SQUARES, WORDS, Math.multiplyHigh(time, time), time * time, 0);
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        long cell = into + offset;
        long other = from + offset;
        DoubleSum.merge(cell, other, wides.wideSums);
        DoubleSum.clear(other);
        ProductSum.OF_NUMBERS.merge(cell + PRODUCTS, other + PRODUCTS, wides.wideProducts);
        Words.add(cell + TIMES, other + TIMES, WORDS);
        Words.add(cell + SQUARES, other + SQUARES, WORDS);
    }
}
