package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import io.millrace.core.json.JsonPath;
import io.millrace.core.json.JsonValue;
import io.millrace.core.text.LetterCase;

/** A text made of one text. */
abstract class TextFunction extends Node {
    private final Node argument;
    private final LiveRows live;
    private final TextResult result;

    TextFunction(Node argument, int capacity) {
        this.argument = argument;
        this.live = new LiveRows(capacity);
        this.result = new TextResult(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        TextVector texts = (TextVector) argument.evaluate(batch, rows, count);
        Dictionary dictionary = texts.dictionary();
        result.start();
        live.start(rows, count);
        live.require(texts, result.vector());
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            int from = dictionary.offset(texts.code(row));
            apply(dictionary.bytes(), from, from + dictionary.length(texts.code(row)), row, result);
        }
        return result.vector();
    }

    /** Sets the row's result, or makes it null. */
    abstract void apply(byte[] utf8, int from, int to, int row, TextResult result);

    /** {@code lower} and {@code upper}. */
    static final class InCase extends TextFunction {
        private final LetterCase letterCase;

        InCase(boolean upper, Node argument, int capacity) {
            super(argument, capacity);
            this.letterCase = new LetterCase(upper);
        }

        @Override
        void apply(byte[] utf8, int from, int to, int row, TextResult result) {
            letterCase.apply(utf8, from, to);
            result.set(row, letterCase.bytes(), 0, letterCase.length());
        }
    }

    /** {@code json_value}. */
    static final class InJson extends TextFunction {
        private final JsonValue value;

        InJson(JsonPath path, Node argument, int capacity) {
            super(argument, capacity);
            this.value = new JsonValue(path);
        }

        @Override
        void apply(byte[] utf8, int from, int to, int row, TextResult result) {
            if (value.find(utf8, from, to)) {
                result.set(row, value.bytes(), value.offset(), value.length());
            } else {
                result.vector().setNull(row);
            }
        }
    }
}
