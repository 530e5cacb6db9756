package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;

/** Writes words, as {@link ValueWords} makes them of values, to columns as values. */
final class WordWriter {
    private final DictionaryEncoder texts = new DictionaryEncoder();

    /** Before the first row of a batch. */
    void startBatch(ColumnVector column) {
        if (column instanceof TextVector vector) {
            texts.startBatch();
            vector.dictionary(texts.dictionary());
        }
    }

    void write(long word, ColumnVector column, int row) {
        if (column instanceof LongVector longs) {
            longs.set(row, word);
        } else if (column instanceof DoubleVector doubles) {
            doubles.set(row, Extremes.unordered(word));
        } else if (column instanceof TextVector vector) {
            byte[] bytes = TextRecordKey.copy(word);
            vector.set(row, texts.encode(bytes, 0, bytes.length));
        }
    }
}
