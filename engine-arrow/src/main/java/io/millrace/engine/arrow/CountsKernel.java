package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** How often each value, or the bucket of each value, occurs: {@link LongCounts} of words. */
final class CountsKernel extends GrowingKernel {
    private final ValueWords words;
    private final BlockStore store;

    CountsKernel(int offset, ValueWords words, BlockStore store) {
        super(offset);
        this.words = words;
        this.store = store;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        long[] values = words.of(arguments[0], rows, count);
        int i = 0;
        try {
            for (; i < count; i++) {
                LongCounts.add(records[rows[i]] + offset, values[rows[i]], 1, store);
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        LongCounts.merge(into + offset, from + offset, store);
    }
}
