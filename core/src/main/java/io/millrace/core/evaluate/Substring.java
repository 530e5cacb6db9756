package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.text.CodePoints;
import org.jspecify.annotations.Nullable;

/** {@code substring}: the code points from a place on, the first being 1, and at most so many. */
final class Substring extends Node {
    private final Node argument;
    private final Node start;
    private final @Nullable Node length;
    private final LiveRows live;
    private final TextResult result;

    Substring(Node argument, Node start, @Nullable Node length, int capacity) {
        this.argument = argument;
        this.start = start;
        this.length = length;
        this.live = new LiveRows(capacity);
        this.result = new TextResult(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        TextVector texts = (TextVector) argument.evaluate(batch, rows, count);
        LongVector starts = (LongVector) start.evaluate(batch, rows, count);
        LongVector lengths = length == null ? null : (LongVector) length.evaluate(batch, rows, count);
        result.start();
        live.start(rows, count);
        live.require(texts, result.vector());
        live.require(starts, result.vector());
        if (lengths != null) {
            live.require(lengths, result.vector());
        }
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            long first = starts.get(row);
            long taken = lengths == null ? Long.MAX_VALUE : taken(first, lengths.get(row));
            cut(texts.dictionary(), texts.code(row), Math.max(first, 1), taken, row);
        }
        return result.vector();
    }

    /** How many there are from the first code point on: what lies before it counts as well, and is cut off. */
    private static long taken(long first, long length) {
        if (length < 0) {
            throw new EvaluationException(
                    "substring(…, " + first + ", " + length + "): the length is below 0; greatest(…, 0) makes it 0");
        }
        if (first >= 1) {
            return length;
        }
        long after = first + length;
        return after < 1 ? 0 : after - 1;
    }

    private void cut(Dictionary dictionary, int code, long first, long taken, int row) {
        byte[] utf8 = dictionary.bytes();
        int from = dictionary.offset(code);
        int to = from + dictionary.length(code);
        int begin = CodePoints.skip(utf8, from, to, first - 1);
        int end = CodePoints.skip(utf8, begin, to, taken);
        result.set(row, utf8, begin, end - begin);
    }
}
