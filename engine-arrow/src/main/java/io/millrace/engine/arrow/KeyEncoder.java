package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.Arrays;
import java.util.List;

/**
 * Makes one text of the columns of a composite key, such that the order of the texts is that of the keys, column by
 * column: an integer as its 8 bytes, the highest first and its sign flipped; of a text every byte 0 as 0 and 255, and
 * at its end twice 0.
 */
final class KeyEncoder {
    private final int[] ordinals;
    private final TextVector keys;
    private final Dictionary entries = new Dictionary(false);
    private byte[] key = new byte[64];
    private int length;

    /**
     * @param ordinals the key's columns in a batch, each int64 or text
     * @param batchRows the most rows of a batch
     */
    KeyEncoder(List<Integer> ordinals, int batchRows) {
        this.ordinals = ordinals.stream().mapToInt(Integer::intValue).toArray();
        this.keys = new TextVector(batchRows);
        keys.dictionary(entries);
    }

    /** The keys at those rows; valid until the next call. A run of rows with one key has one entry. */
    TextVector encode(ColumnBatch batch, int[] rows, int count) {
        entries.clear();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (i == 0 || !isRepeated(batch, rows[i - 1], row)) {
                encode(batch, row);
            }
            keys.set(row, entries.size() - 1);
        }
        return keys;
    }

    private boolean isRepeated(ColumnBatch batch, int before, int row) {
        for (int ordinal : ordinals) {
            ColumnVector column = batch.column(ordinal);
            boolean same = column instanceof TextVector texts
                    ? texts.code(before) == texts.code(row)
                    : ((LongVector) column).get(before) == ((LongVector) column).get(row);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private void encode(ColumnBatch batch, int row) {
        length = 0;
        for (int ordinal : ordinals) {
            if (batch.column(ordinal) instanceof TextVector texts) {
                Dictionary source = texts.dictionary();
                int code = texts.code(row);
                addText(source.bytes(), source.offset(code), source.length(code));
            } else {
                addLong(batch.longs(ordinal).get(row));
            }
        }
        entries.append(key, 0, length);
    }

    private void addLong(long value) {
        reserve(Long.BYTES);
        long flipped = value ^ Long.MIN_VALUE;
        for (int shift = 56; shift >= 0; shift -= 8) {
            key[length++] = (byte) (flipped >>> shift);
        }
    }

    private void addText(byte[] source, int from, int sourceLength) {
        reserve(Math.addExact(Math.multiplyExact(2, sourceLength), 2));
        for (int i = from; i < from + sourceLength; i++) {
            key[length++] = source[i];
            if (source[i] == 0) {
                key[length++] = (byte) 0xff;
            }
        }
        key[length++] = 0;
        key[length++] = 0;
    }

    private void reserve(int bytes) {
        int needed = Math.addExact(length, bytes);
        if (needed > key.length) {
            key = Arrays.copyOf(key, Math.max(needed, 2 * key.length));
        }
    }
}
