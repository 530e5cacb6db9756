package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** All values, or all different values, as a {@link LongList} of words. */
final class ListKernel extends GrowingKernel {
    private final boolean different;
    private final ValueWords words;
    private final BlockStore store;

    ListKernel(int offset, boolean different, ValueWords words, BlockStore store) {
        super(offset);
        this.different = different;
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
                int row = rows[i];
                if (different) {
                    LongList.addDifferent(records[row] + offset, values[row], store);
                } else {
                    LongList.add(records[row] + offset, values[row], store);
                }
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        if (different) {
            LongList.mergeDifferent(into + offset, from + offset, store);
        } else {
            LongList.merge(into + offset, from + offset, store);
        }
    }
}
