package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;

/** Copies Arrow's validity bitmap, where a set bit means a value, into a vector's null bitmap. */
final class NullCopier {
    private NullCopier() {}

    /** Marks the nulls among {@code source[from, from + rows)}; the target has none before. */
    static void copy(FieldVector source, int from, int rows, ColumnVector target) {
        if (source.getNullCount() == 0) {
            return;
        }
        if (source.getValidityBufferAddress() == 0) {
            return;
        }
        long address = source.getValidityBufferAddress();
        int row = 0;
        while (row < rows) {
            int bit = from + row & 7;
            int taken = Math.min(Byte.SIZE - bit, rows - row);
            int nulls = ~(MemoryUtil.getByte(address + (from + row >>> 3)) >>> bit) & (1 << taken) - 1;
            while (nulls != 0) {
                target.setNull(row + Integer.numberOfTrailingZeros(nulls));
                nulls &= nulls - 1;
            }
            row += taken;
        }
    }
}
