package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** About how many different values there are, see {@link DistinctSketch}. */
final class DistinctSketchKernel extends GrowingKernel {
    private final ValueWords hashes;
    private final BlockStore store;

    DistinctSketchKernel(int offset, ValueWords hashes, BlockStore store) {
        super(offset);
        this.hashes = hashes;
        this.store = store;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        long[] values = hashes.of(arguments[0], rows, count);
        int i = 0;
        try {
            for (; i < count; i++) {
                DistinctSketch.add(records[rows[i]] + offset, values[rows[i]], store);
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        DistinctSketch.merge(into + offset, from + offset, store);
    }
}
