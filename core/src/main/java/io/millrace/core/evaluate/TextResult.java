package io.millrace.core.evaluate;

import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.TextVector;

/** Texts that an operation makes, with a dictionary of their own whose entries are distinct. */
final class TextResult {
    private final TextVector vector;
    private final DictionaryEncoder encoder = new DictionaryEncoder();

    TextResult(int capacity) {
        this.vector = new TextVector(capacity);
    }

    /** Begins the results of a batch. */
    void start() {
        encoder.startBatch();
        vector.dictionary(encoder.dictionary());
        vector.clearNulls();
    }

    void set(int row, byte[] utf8, int from, int length) {
        vector.set(row, encoder.encode(utf8, from, length));
    }

    void set(int row, String text) {
        vector.set(row, encoder.encode(text));
    }

    TextVector vector() {
        return vector;
    }
}
