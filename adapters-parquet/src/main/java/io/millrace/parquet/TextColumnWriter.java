package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.TextVector;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;

/**
 * Text. Codes of the batch's dictionary become codes of the row group's own one, resolved once per entry; where that
 * grows too large, the bytes of every value are written instead.
 */
final class TextColumnWriter extends ColumnWriter {
    private static final int MOST_ENTRIES = 1 << 16;
    private static final int MOST_BYTES = 1 << 20;

    private final int[] indexes = new int[PAGE_ROWS];
    private final Bytes plainValues = new Bytes(1 << 10);
    private final TextRange range = new TextRange();
    private DictionaryEncoder encoder = new DictionaryEncoder();
    private int count;
    private long plainSize;
    private boolean plain;

    private int[] known = new int[64];
    private long knownId;

    TextColumnWriter(Field field, PageWriter pageWriter) {
        super(field, pageWriter);
    }

    @Override
    int stage(ColumnVector vector, int from, int to) {
        TextVector texts = (TextVector) vector;
        return plain ? stagePlain(texts, from, to) : stageIndexes(texts, from, to);
    }

    private int stageIndexes(TextVector texts, int from, int to) {
        Dictionary source = texts.dictionary();
        know(source);
        Dictionary own = encoder.dictionary();
        int[] codes = texts.codes();
        long size = plainSize;
        int row = from;
        while (row < to && size < PAGE_BYTES) {
            int code = codes[row++];
            int index = known[code] - 1;
            if (index < 0) {
                index = encoder.encode(source.bytes(), source.offset(code), source.length(code));
                known[code] = index + 1;
            }
            indexes[count++] = index;
            size += Integer.BYTES + own.length(index);
        }
        plainSize = size;
        return row;
    }

    /** Makes {@link #known} fit the dictionary: one place per entry, all of them unknown where it is another one. */
    private void know(Dictionary source) {
        if (source.id() != knownId) {
            knownId = source.id();
            Arrays.fill(known, 0);
        }
        if (source.size() > known.length) {
            known = Arrays.copyOf(known, Math.max(source.size(), 2 * known.length));
        }
    }

    private int stagePlain(TextVector texts, int from, int to) {
        Dictionary source = texts.dictionary();
        int[] codes = texts.codes();
        byte[] bytes = source.bytes();
        int row = from;
        while (row < to && plainSize < PAGE_BYTES) {
            int code = codes[row++];
            int offset = source.offset(code);
            int length = source.length(code);
            plainValues.int32(length);
            plainValues.write(bytes, offset, length);
            range.add(bytes, offset, length);
            plainSize += Integer.BYTES + length;
        }
        return row;
    }

    @Override
    boolean isPageFull() {
        return plainSize >= PAGE_BYTES;
    }

    @Override
    Encoding encodeStaged(Bytes out, boolean mayDropDictionary) {
        Encoding encoding = encode(out, mayDropDictionary);
        count = 0;
        plainSize = 0;
        plainValues.clear();
        return encoding;
    }

    private Encoding encode(Bytes out, boolean mayDropDictionary) {
        if (plain) {
            out.write(plainValues.array(), 0, plainValues.size());
            return Encoding.PLAIN;
        }
        if (count == 0) {
            return Encoding.PLAIN;
        }
        Dictionary own = encoder.dictionary();
        int bitWidth = HybridEncoder.bitWidth(own.size() - 1);
        long dictionarySize = own.byteCount() + (long) Integer.BYTES * own.size();
        boolean tooLarge = own.size() > MOST_ENTRIES || own.byteCount() > MOST_BYTES;
        boolean useless = mayDropDictionary && dictionarySize + (long) count * bitWidth / 8 >= plainSize;
        if (tooLarge || useless) {
            goPlain(out, own);
            return Encoding.PLAIN;
        }
        out.write(bitWidth);
        HybridEncoder.encode(indexes, count, bitWidth, out);
        return Encoding.RLE_DICTIONARY;
    }

    private void goPlain(Bytes out, Dictionary own) {
        plain = true;
        for (int i = 0; i < count; i++) {
            int index = indexes[i];
            out.int32(own.length(index));
            out.write(own.bytes(), own.offset(index), own.length(index));
        }
    }

    @Override
    int encodeDictionary(Bytes out) {
        Dictionary own = encoder.dictionary();
        for (int i = 0; i < own.size(); i++) {
            out.int32(own.length(i));
            out.write(own.bytes(), own.offset(i), own.length(i));
        }
        return own.size();
    }

    @Override
    void describe(Statistics statistics) {
        // Every entry of the dictionary stands in some row of the row group, also after it was given up.
        Dictionary own = encoder.dictionary();
        for (int i = 0; i < own.size(); i++) {
            range.add(own.bytes(), own.offset(i), own.length(i));
        }
        range.describe(statistics);
    }

    @Override
    void startRowGroup() {
        encoder = new DictionaryEncoder();
        knownId = 0;
        plain = false;
        range.clear();
    }
}
