package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;

/** Sums of integers. Zeros only leave the note that there was a value. */
final class LongSumKernel extends Kernel {
    private int[] places = new int[0];

    LongSumKernel(int offset) {
        super(offset);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        long[] numbers = ((LongVector) arguments[0]).values();
        if (places.length < count) {
            places = new int[rows.length];
        }
        int others = touch(numbers, rows, records, count);
        for (int i = 0; i < others; i++) {
            int row = places[i];
            LongSum.add(records[row] + offset, numbers[row]);
        }
    }

    /** Notes all values, and finds the rows of those that are not zero. */
    private int touch(long[] numbers, int[] rows, long[] records, int count) {
        int others = 0;
        long last = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long record = records[row];
            if (record != last) {
                LongSum.touch(record + offset);
                last = record;
            }
            places[others] = row;
            others += numbers[row] != 0 ? 1 : 0;
        }
        return others;
    }

    @Override
    void merge(long into, long from) {
        LongSum.merge(into + offset, from + offset);
    }
}
