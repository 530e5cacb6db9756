package io.millrace.parquet;

import io.millrace.core.event.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Encoding;

/** A column of 64-bit values: a dictionary while few values differ, else plain. */
abstract class FixedColumnWriter extends ColumnWriter {
    private final LongDictionary dictionary = new LongDictionary();
    private final int[] indexes;
    private final long[] staged = new long[PAGE_ROWS];
    private int count;
    private boolean plain;

    FixedColumnWriter(Field field, PageWriter pageWriter) {
        super(field, pageWriter);
        this.indexes = pageWriter.indexes();
    }

    /** Where the next {@code rows} values go, from {@link #position} on. */
    final long[] staged() {
        return staged;
    }

    final int position() {
        return count;
    }

    final void added(int values) {
        count += values;
    }

    /** Updates the row group's minimum and maximum. */
    abstract void observe(long[] values, int count);

    @Override
    final boolean isPageFull() {
        return false;
    }

    @Override
    final Encoding encodeStaged(Bytes out, boolean mayDropDictionary) {
        observe(staged, count);
        int values = count;
        count = 0;
        if (values == 0) {
            return Encoding.PLAIN;
        }
        if (!plain) {
            // The first page shows whether a dictionary pays: with more entries than this it would be larger.
            int most =
                    mayDropDictionary ? Math.min(LongDictionary.MOST_ENTRIES, values / 2) : LongDictionary.MOST_ENTRIES;
            plain = !dictionary.encode(staged, values, indexes, most);
        }
        if (plain) {
            out.int64s(staged, values);
            return Encoding.PLAIN;
        }
        int bitWidth = HybridEncoder.bitWidth(dictionary.size() - 1);
        out.write(bitWidth);
        HybridEncoder.encode(indexes, values, bitWidth, out);
        return Encoding.RLE_DICTIONARY;
    }

    @Override
    final int encodeDictionary(Bytes out) {
        out.int64s(dictionary.values(), dictionary.size());
        return dictionary.size();
    }

    @Override
    void startRowGroup() {
        dictionary.clear();
        plain = false;
    }

    /** A 64-bit value as statistics hold it. */
    static byte[] littleEndian(long bits) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array();
    }
}
