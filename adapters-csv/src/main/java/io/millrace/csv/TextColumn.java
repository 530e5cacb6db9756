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

    private final TextVector vector;
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private final TextCache cache;
    private final Dictionary ofRows = new Dictionary(false);
    private final Utf8 utf8 = new Utf8();
    private boolean repeating = true;
    private int sizeBefore;

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
        if (repeating) {
            encoder.startBatch();
            sizeBefore = encoder.dictionary().size();
            cache.follow(encoder.dictionary());
            vector.dictionary(encoder.dictionary());
        } else {
            ofRows.clear();
            vector.dictionary(ofRows);
        }
    }

    @Override
    void endBatch(int rows) {
        int added = encoder.dictionary().size() - sizeBefore;
        repeating &= added <= FEW || added <= rows / 4;
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
            int code = repeating && length > 0 && ends[first + row] < FieldTable.QUOTED
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
        int code = repeating ? encoder.find(bytes, from, to - from) : last(bytes, from, to);
        if (code < 0) {
            if (!utf8.isValid(bytes, from, to)) {
                return "not UTF-8 text";
            }
            code = repeating ? encoder.encode(bytes, from, to - from) : ofRows.append(bytes, from, to - from);
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
