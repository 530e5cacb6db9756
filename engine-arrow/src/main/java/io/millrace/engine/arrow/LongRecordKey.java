package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.BlockWriter;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/** An int64 key: its 8 bytes. */
final class LongRecordKey extends RecordKey {
    LongRecordKey(int hashMask) {
        super(hashMask);
    }

    @Override
    int bytes() {
        return Long.BYTES;
    }

    @Override
    int textBytes(long record) {
        return 0;
    }

    @Override
    int hash(long record) {
        return hashOf(MemoryUtil.getLong(record));
    }

    int hashOf(long key) {
        return masked((int) mix(key));
    }

    @Override
    boolean equal(long left, long right) {
        return MemoryUtil.getLong(left) == MemoryUtil.getLong(right);
    }

    @Override
    long prefix(long record) {
        return MemoryUtil.getLong(record);
    }

    @Override
    int compareTies(long left, long right) {
        return 0;
    }

    @Override
    KeyWriter writer(List<ColumnVector> columns) {
        LongVector column = (LongVector) columns.get(0);
        return (records, from, to) -> {
            for (int row = from; row < to; row++) {
                column.set(row, MemoryUtil.getLong(records[row]));
            }
        };
    }

    @Override
    void write(long record, BlockWriter out) {
        out.putLong(MemoryUtil.getLong(record));
    }

    @Override
    void read(BlockReader in, long record, ByteSpace bytes) {
        MemoryUtil.putLong(record, in.readLong());
    }

    @Override
    void copy(long from, long record, ByteSpace bytes) {
        MemoryUtil.putLong(record, MemoryUtil.getLong(from));
    }

    @Override
    String text(long record) {
        return Long.toString(MemoryUtil.getLong(record));
    }

    @Override
    KeyTable table(StateMemory memory, int recordBytes, @Nullable KeyTable roster) {
        return new LongKeyTable(this, memory, recordBytes, (LongKeyTable) roster);
    }
}
