package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** Counts. */
final class CountKernel extends Kernel {
    private final CountWidth width;

    CountKernel(int offset, CountWidth width) {
        super(offset);
        this.width = width;
    }

    CountWidth width() {
        return width;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        if (width == CountWidth.NARROW) {
            for (int i = 0; i < count; i++) {
                long at = records[rows[i]] + offset;
                MemoryUtil.putInt(at, MemoryUtil.getInt(at) + 1);
            }
        } else {
            for (int i = 0; i < count; i++) {
                long at = records[rows[i]] + offset;
                MemoryUtil.putLong(at, MemoryUtil.getLong(at) + 1);
            }
        }
    }

    @Override
    void merge(long into, long from) {
        width.add(into + offset, width.read(from + offset));
    }
}
