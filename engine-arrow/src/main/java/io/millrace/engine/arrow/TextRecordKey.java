package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.BlockWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * A text key: the address of its bytes (8 bytes), their number (4) and their masked hash (4).
 *
 * <p>The order is that of the bytes taken as unsigned numbers, a prefix before what it begins.
 */
sealed class TextRecordKey extends RecordKey permits CompositeRecordKey {
    private static final int LENGTH = 8;
    private static final int HASH = 12;

    TextRecordKey(int hashMask) {
        super(hashMask);
    }

    @Override
    int bytes() {
        return 16;
    }

    static void set(long record, long bytes, int length, int hash) {
        MemoryUtil.putLong(record, bytes);
        MemoryUtil.putInt(record + LENGTH, length);
        MemoryUtil.putInt(record + HASH, hash);
    }

    static int length(long record) {
        return MemoryUtil.getInt(record + LENGTH);
    }

    @Override
    int textBytes(long record) {
        return length(record);
    }

    @Override
    int hash(long record) {
        return MemoryUtil.getInt(record + HASH);
    }

    int hashOf(byte[] source, int from, int length) {
        return masked((int) bytesHash(source, from, length));
    }

    /** 64 bits of hash over bytes, the same on every machine of one byte order. */
    static long bytesHash(byte[] source, int from, int length) {
        long hash = length;
        int end = from + length;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ MemoryUtil.getLong(source, at)) + 0x9e3779b97f4a7c15L;
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | source[at] & 0xff;
        }
        return mix(hash ^ tail);
    }

    /** Whether the record's key is these bytes. */
    static boolean equal(long record, byte[] source, int from, int length) {
        if (length(record) != length) {
            return false;
        }
        long bytes = MemoryUtil.getLong(record);
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if (MemoryUtil.getLong(bytes + at) != MemoryUtil.getLong(source, from + at)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (MemoryUtil.getByte(bytes + at) != source[from + at]) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean equal(long left, long right) {
        return hash(left) == hash(right) && length(left) == length(right) && compareTies(left, right) == 0;
    }

    @Override
    long prefix(long record) {
        long bytes = MemoryUtil.getLong(record);
        int length = length(record);
        if (length >= Long.BYTES) {
            return unsignedOrder(bytes);
        }
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << 8 | (i < length ? MemoryUtil.getByte(bytes + i) & 0xff : 0);
        }
        return prefix ^ Long.MIN_VALUE;
    }

    /** The 8 bytes there as a number whose signed order is their order as unsigned bytes. */
    private static long unsignedOrder(long bytes) {
        long value = MemoryUtil.getLong(bytes);
        return (MemoryUtil.LITTLE_ENDIAN ? Long.reverseBytes(value) : value) ^ Long.MIN_VALUE;
    }

    @Override
    int compareTies(long left, long right) {
        long leftBytes = MemoryUtil.getLong(left);
        long rightBytes = MemoryUtil.getLong(right);
        int shorter = Math.min(length(left), length(right));
        int at = 0;
        for (; at + Long.BYTES <= shorter; at += Long.BYTES) {
            int order = Long.compare(unsignedOrder(leftBytes + at), unsignedOrder(rightBytes + at));
            if (order != 0) {
                return order;
            }
        }
        for (; at < shorter; at++) {
            int order = (MemoryUtil.getByte(leftBytes + at) & 0xff) - (MemoryUtil.getByte(rightBytes + at) & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(length(left), length(right));
    }

    /** The order of the record's key and of other bytes. */
    static int compare(long record, byte[] source, int from, int length) {
        long bytes = MemoryUtil.getLong(record);
        int shorter = Math.min(length(record), length);
        for (int at = 0; at < shorter; at++) {
            int order = (MemoryUtil.getByte(bytes + at) & 0xff) - (source[from + at] & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(length(record), length);
    }

    static byte[] copy(long record) {
        byte[] copy = new byte[length(record)];
        MemoryUtil.copyFromMemory(MemoryUtil.getLong(record), copy, 0, copy.length);
        return copy;
    }

    @Override
    KeyWriter writer(List<ColumnVector> columns) {
        return new TextKeyWriter((TextVector) columns.get(0));
    }

    private static final class TextKeyWriter implements KeyWriter {
        private final TextVector column;
        private Dictionary entries = new Dictionary(true);

        TextKeyWriter(TextVector column) {
            this.column = column;
        }

        @Override
        public void startBatch() {
            entries = new Dictionary(true);
            column.dictionary(entries);
        }

        @Override
        public void write(long[] records, int from, int to) {
            for (int row = from; row < to; row++) {
                if (row == from || records[row] != records[row - 1]) {
                    byte[] copy = copy(records[row]);
                    entries.append(copy, 0, copy.length);
                }
                column.set(row, entries.size() - 1);
            }
        }
    }

    @Override
    void write(long record, BlockWriter out) {
        out.putVarint(length(record));
        out.putBytes(MemoryUtil.getLong(record), length(record));
    }

    @Override
    void read(BlockReader in, long record, ByteSpace bytes) {
        int length = in.readLength();
        long place = bytes.place(length);
        in.readBytes(place, length);
        set(record, place, length, 0);
    }

    @Override
    void copy(long from, long record, ByteSpace bytes) {
        set(record, bytes.add(MemoryUtil.getLong(from), length(from)), length(from), hash(from));
    }

    @Override
    String text(long record) {
        return new String(copy(record), StandardCharsets.UTF_8);
    }

    @Override
    KeyTable table(StateMemory memory, int recordBytes, @Nullable KeyTable roster) {
        return new TextKeyTable(this, memory, recordBytes, (TextKeyTable) roster);
    }
}
