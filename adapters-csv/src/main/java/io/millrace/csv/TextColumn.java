package io.millrace.csv;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.TextVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text, as long as it is seen to repeat in a dictionary that is kept from split to split; else in one that is valid for a batch
 * and not distinct.
 */
final class TextColumn extends FieldColumn {
    private static final int FEW = 1024;

    /** A dictionary of long texts is not kept where it has more bytes. */
    private static final int MOST_OF_LONG = 1 << 20;

    private final TextVector vector;
    private DictionaryEncoder encoder = new DictionaryEncoder();
    private final TextCache cache;
    private final Dictionary ofRows = new Dictionary(false);
    private final Utf8 utf8 = new Utf8();
    private boolean repeating = true;
    private int sizeBefore;
    private int bytesBefore;

    /** The texts of this batch go into the dictionary that is kept. */
    private boolean keeps;

    /**
     * @param columns how many are read with it
     */
    TextColumn(Field field, TextVector vector, int columns) {
        super(field, vector);
        this.cache = new TextCache(columns);
        this.vector = vector;
    }

    @Override
    void startBatch() {
        keeps = repeating;
        if (repeating) {
            int bytes = encoder.dictionary().byteCount();
            if (bytes > MOST_OF_LONG && bytes / FEW > encoder.dictionary().size()) {
                encoder = new DictionaryEncoder();
            }
            encoder.startBatch();
            bytesBefore = encoder.dictionary().byteCount();
            sizeBefore = encoder.dictionary().size();
            cache.follow(encoder.dictionary());
            vector.dictionary(encoder.dictionary());
        } else {
            ofRows.clear();
            vector.dictionary(ofRows);
        }
    }

    /** A long text is in no dictionary that is kept. */
    @Override
    void startLong() {
        keeps = false;
        ofRows.clear();
        vector.dictionary(ofRows);
    }

    @Override
    void endLong() {
        super.endLong();
        ofRows.clear();
    }

    @Override
    int textBytes() {
        return keeps ? encoder.dictionary().byteCount() - bytesBefore : ofRows.byteCount();
    }

    @Override
    void endBatch(int rows) {
        int added = encoder.dictionary().size() - sizeBefore;
        if (repeating && added > FEW && added > rows / 4) {
            repeating = false;
            encoder = new DictionaryEncoder();
        }
    }

    @Override
    void read(Block block, FieldTable table, int column, Syntax syntax, int at, BadFields problems) {
        byte[] bytes = block.bytes();
        int[] starts = table.starts;
        int[] ends = table.ends;
        int first = table.first(column);
        int[] codes = vector.codes();
        for (int row = 0; row < table.count; row++) {
            int length = ends[first + row] - starts[first + row];
            int code = keeps && length > 0 && ends[first + row] < FieldTable.QUOTED
                    ? find(bytes, starts[first + row], length)
                    : -1;
            if (code >= 0) {
                codes[at + row] = code;
            } else {
                readAny(block, table, column, syntax, row, at, problems);
            }
        }
    }

    private int find(byte[] bytes, int from, int length) {
        if (length > TextCache.LONGEST) {
            return encoder.find(bytes, from, length);
        }
        int code = cache.find(bytes, from, length);
        return code >= 0 ? code : learn(bytes, from, length);
    }

    private int learn(byte[] bytes, int from, int length) {
        int code = encoder.find(bytes, from, length);
        if (code >= 0) {
            cache.put(bytes, from, length, code);
        }
        return code;
    }

    @Override
    @Nullable
    String value(byte[] bytes, int from, int to, int row) {
        int code = keeps ? encoder.find(bytes, from, to - from) : last(bytes, from, to);
        if (code < 0) {
            if (!utf8.isValid(bytes, from, to)) {
                return "not UTF-8 text";
            }
            code = keeps ? encoder.encode(bytes, from, to - from) : ofRows.append(bytes, from, to - from);
        }
        vector.set(row, code);
        return null;
    }

    /** The last entry, where it is this text: rows with the value of the one before share it. */
    private int last(byte[] bytes, int from, int to) {
        int last = ofRows.size() - 1;
        if (last < 0 || ofRows.length(last) != to - from) {
            return -1;
        }
        int offset = ofRows.offset(last);
        return Arrays.equals(ofRows.bytes(), offset, offset + to - from, bytes, from, to) ? last : -1;
    }
}
