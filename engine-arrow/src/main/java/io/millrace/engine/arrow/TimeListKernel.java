package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** The different times, or days, of events as a {@link LongList}. */
final class TimeListKernel extends GrowingKernel {
    private final boolean days;
    private final BlockStore store;

    /**
     * @param days whether days since 1970 are kept, not microseconds
     */
    TimeListKernel(int offset, boolean days, BlockStore store) {
        super(offset);
        this.days = days;
        this.store = store;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        int i = 0;
        try {
            for (; i < count; i++) {
                long time = times[rows[i]];
                LongList.addDifferent(records[rows[i]] + offset, days ? DayBitsKernel.day(time) : time, store);
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        LongList.mergeDifferent(into + offset, from + offset, store);
    }
}
