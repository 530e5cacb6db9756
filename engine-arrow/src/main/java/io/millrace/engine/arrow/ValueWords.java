package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.sketch.LogBuckets;
import io.millrace.core.sketch.ValueHash;
import org.jspecify.annotations.Nullable;

/**
 * Values of any type as 8-byte words, for state that holds many of them. Equal values have equal words.
 *
 * <p>Integers, times, booleans and decimals are themselves; doubles are longs in the same order ({@link
 * Extremes#ordered}); texts are addresses in {@link SharedTexts}.
 */
final class ValueWords {
    /** What of a value becomes its word. */
    enum Form {
        VALUE,
        /** The 64-bit hash of the value. */
        HASH,
        /** Of doubles, the number of the value's logarithmic bucket. */
        BUCKET
    }

    private final Form form;
    private final @Nullable TextCache texts;
    private long[] words = new long[0];

    private ValueWords(Form form, @Nullable TextCache texts) {
        this.form = form;
        this.texts = texts;
    }

    /** Values as themselves. */
    ValueWords(TextCache texts) {
        this(Form.VALUE, texts);
    }

    /** What is computed from values, which needs no store. */
    ValueWords(Form form) {
        this(form, null);
    }

    /** {@code words[row]} for each of the rows; valid until the next call. */
    long[] of(ColumnVector values, int[] rows, int count) {
        if (form == Form.VALUE && values instanceof LongVector longs) {
            return longs.values();
        }
        if (words.length < values.capacity()) {
            words = new long[values.capacity()];
        }
        if (values instanceof LongVector longs) {
            for (int i = 0; i < count; i++) {
                words[rows[i]] = ValueHash.of(longs.get(rows[i]));
            }
        } else if (values instanceof DoubleVector doubles) {
            for (int i = 0; i < count; i++) {
                words[rows[i]] = word(doubles.get(rows[i]));
            }
        } else if (values instanceof TextVector column) {
            ofTexts(column, rows, count);
        }
        return words;
    }

    private long word(double value) {
        return switch (form) {
            case VALUE -> Extremes.ordered(value);
            case HASH -> ValueHash.of(value);
            case BUCKET -> LogBuckets.of(value);
        };
    }

    private void ofTexts(TextVector column, int[] rows, int count) {
        Dictionary entries = column.dictionary();
        if (texts != null) {
            long[] known = texts.of(entries);
            for (int i = 0; i < count; i++) {
                words[rows[i]] = texts.address(entries, column.code(rows[i]), known);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int code = column.code(rows[i]);
            words[rows[i]] = ValueHash.of(entries.bytes(), entries.offset(code), entries.length(code));
        }
    }
}
