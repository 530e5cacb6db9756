package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** Counts. */
final class CountKernel extends Kernel {
    CountKernel(int offset) {
        super(offset);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        for (int i = 0; i < count; i++) {
            long at = records[rows[i]] + offset;
            MemoryUtil.putLong(at, MemoryUtil.getLong(at) + 1);
        }
    }

    @Override
    void merge(long into, long from) {
        MemoryUtil.putLong(into + offset, MemoryUtil.getLong(into + offset) + MemoryUtil.getLong(from + offset));
    }
}
