package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.text.CodePoints;

/** {@code length}: the code points of a text. */
final class TextLength extends Node {
    private final Node argument;
    private final LongVector result;
    private final LiveRows live;

    TextLength(Node argument, int capacity) {
        this.argument = argument;
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        TextVector texts = (TextVector) argument.evaluate(batch, rows, count);
        Dictionary dictionary = texts.dictionary();
        result.clearNulls();
        live.start(rows, count);
        live.require(texts, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            int from = dictionary.offset(texts.code(row));
            result.set(row, CodePoints.count(dictionary.bytes(), from, from + dictionary.length(texts.code(row))));
        }
        return result;
    }
}
