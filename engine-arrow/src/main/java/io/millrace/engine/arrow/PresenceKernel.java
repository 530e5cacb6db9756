package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** Notes that there was a value. */
final class PresenceKernel extends Kernel {
    PresenceKernel(int offset) {
        super(offset);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        for (int i = 0; i < count; i++) {
            MemoryUtil.putByte(records[rows[i]] + offset, (byte) 1);
        }
    }

    @Override
    void merge(long into, long from) {
        byte either = (byte) (MemoryUtil.getByte(into + offset) | MemoryUtil.getByte(from + offset));
        MemoryUtil.putByte(into + offset, either);
    }
}
