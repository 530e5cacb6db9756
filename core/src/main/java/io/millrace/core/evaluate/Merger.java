package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/** A result whose rows come from several vectors of one type; texts get a dictionary of the merger's own. */
final class Merger {
    private final ColumnVector result;
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private final Codes[] codes;

    /**
     * @param sources how many vectors there are
     */
    Merger(DataType type, int sources, int capacity) {
        this.result = ColumnVector.of(type, capacity);
        this.codes = new Codes[sources];
        Arrays.setAll(codes, source -> new Codes());
    }

    /** Begins a new result. */
    void start() {
        result.clearNulls();
        encoder.startBatch();
        if (result instanceof TextVector texts) {
            texts.dictionary(encoder.dictionary());
        }
    }

    ColumnVector result() {
        return result;
    }

    /** Takes value or null of these rows from a source. */
    void copy(int source, ColumnVector from, int[] rows, int count) {
        boolean nulls = from.hasNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (nulls && from.isNull(row)) {
                result.setNull(row);
            } else {
                copy(source, from, row);
            }
        }
    }

    /** Takes the value of a row, which is not null, from a source. */
    void copy(int source, ColumnVector from, int row) {
        if (from instanceof LongVector longs) {
            ((LongVector) result).set(row, longs.get(row));
        } else if (from instanceof DoubleVector doubles) {
            ((DoubleVector) result).set(row, doubles.get(row));
        } else if (from instanceof TextVector texts) {
            ((TextVector) result).set(row, codes[source].translate(texts.dictionary(), texts.code(row), encoder));
        }
    }

    /** Which code of the result stands for a code of a source, as long as both dictionaries keep their ids. */
    private static final class Codes {
        private long from;
        private long to;
        private int[] known = new int[0];

        int translate(Dictionary source, int code, DictionaryEncoder encoder) {
            if (!source.isDistinct()) {
                return encoder.encode(source.bytes(), source.offset(code), source.length(code));
            }
            if (source.id() != from || encoder.dictionary().id() != to) {
                Arrays.fill(known, -1);
                from = source.id();
                to = encoder.dictionary().id();
            }
            if (code >= known.length) {
                int size = known.length;
                known = Arrays.copyOf(known, Math.max(source.size(), 16));
                Arrays.fill(known, size, known.length, -1);
            }
            if (known[code] < 0) {
                known[code] = encoder.encode(source.bytes(), source.offset(code), source.length(code));
            }
            return known[code];
        }
    }
}
