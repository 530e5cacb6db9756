package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;

/**
 * Exact sums of doubles. Zeros, of which columns that concern few events are full, only leave the note that there was a
 * value.
 */
final class DoubleSumKernel extends GrowingKernel {
    private final WideSums wideSums;
    private int[] places = new int[0];

    DoubleSumKernel(int offset, WideSums wideSums) {
        super(offset);
        this.wideSums = wideSums;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        double[] numbers = ((DoubleVector) arguments[0]).values();
        if (places.length < count) {
            places = new int[rows.length];
        }
        int others = touch(numbers, rows, records, count);
        int i = 0;
        try {
            for (; i < others; i++) {
                int row = rows[places[i]];
                DoubleSum.add(records[row] + offset, numbers[row], wideSums);
            }
        } finally {
            // Rows that were noted and not added are taken again, and noted again.
            taken = i < others ? places[i] : count;
        }
    }

    /** Notes all values, and finds those that are not zero. */
    private int touch(double[] numbers, int[] rows, long[] records, int count) {
        int others = 0;
        long last = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long record = records[row];
            if (record != last) {
                DoubleSum.touch(record + offset);
                last = record;
            }
            places[others] = i;
            others += numbers[row] != 0 ? 1 : 0;
        }
        return others;
    }

    @Override
    void merge(long into, long from) {
        DoubleSum.merge(into + offset, from + offset, wideSums);
    }
}
