package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/**
 * A text from one text column, remembered per dictionary entry as a code of a dictionary of its own, whose entries are
 * distinct and whose identity holds until it is full.
 */
final class TextMemo extends EntryMemo {
    private final TextVector result;
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private long encodedId = encoder.dictionary().id();
    private int[] known = new int[0];

    TextMemo(int ordinal, Node expression, Tally tally, int capacity) {
        super(ordinal, expression, tally, capacity);
        this.result = new TextVector(capacity);
    }

    @Override
    boolean isForgotten() {
        encoder.startBatch();
        boolean forgotten = encoder.dictionary().id() != encodedId;
        encodedId = encoder.dictionary().id();
        return forgotten;
    }

    @Override
    void grow(int slots) {
        known = known.length < slots ? Arrays.copyOf(known, slots) : known;
    }

    @Override
    byte remember(int slot, ColumnVector results, int row) {
        TextVector texts = (TextVector) results;
        Dictionary dictionary = texts.dictionary();
        int code = texts.code(row);
        known[slot] = encoder.encode(dictionary.bytes(), dictionary.offset(code), dictionary.length(code));
        return PRESENT;
    }

    @Override
    ColumnVector fill(TextVector texts, byte[] states, int[] rows, int count) {
        result.clearNulls();
        result.dictionary(encoder.dictionary());
        boolean nulls = texts.hasNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int slot = slot(texts, nulls, row);
            if (states[slot] == NULL) {
                result.setNull(row);
            } else {
                result.set(row, known[slot]);
            }
        }
        return result;
    }
}
