package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/** Exact sums of doubles, each times the weight of its event's age. */
final class DecayedSumKernel extends GrowingKernel {
    private final long asOf;
    private final double halfLife;
    private final WideProducts wides;

    /**
     * @param asOf the as-of time, in microseconds
     * @param halfLife in microseconds
     */
    DecayedSumKernel(int offset, long asOf, double halfLife, WideProducts wides) {
        super(offset);
        this.asOf = asOf;
        this.halfLife = halfLife;
        this.wides = wides;
    }

    /** The weight of an event: a half for every half-life of its age. */
    static double weight(long asOf, long time, double halfLife) {
        return StrictMath.pow(0.5, (asOf - time) / halfLife);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        double[] numbers = ((DoubleVector) arguments[0]).values();
        int i = 0;
        try {
            for (; i < count; i++) {
                int row = rows[i];
                double weight = weight(asOf, times[row], halfLife);
                ProductSum.OF_WEIGHTED.add(records[row] + offset, numbers[row], weight, wides);
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        ProductSum.OF_WEIGHTED.merge(into + offset, from + offset, wides);
    }
}
