package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.text.LikePattern;

/** {@code like} with a constant pattern. */
final class Like extends Node {
    private final Node argument;
    private final LikePattern pattern;
    private final LongVector result;
    private final LiveRows live;

    Like(Node argument, LikePattern pattern, int capacity) {
        this.argument = argument;
        this.pattern = pattern;
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
            int to = from + dictionary.length(texts.code(row));
            result.set(row, pattern.matches(dictionary.bytes(), from, to) ? 1 : 0);
        }
        return result;
    }
}
