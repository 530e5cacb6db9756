package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.number.TextParser;
import org.jspecify.annotations.Nullable;

/**
 * A cast from text, by the rules of {@link TextParser}; decimals are rounded half away from zero. What says NaN or infinity
 * is no double, but null and counted, whether the cast is lenient or not.
 */
final class TextInput extends Node {
    private static final int SHOWN = 60;

    private final Node argument;
    private final DataType type;
    private final boolean lenient;
    private final Tally tally;
    private final ColumnVector result;
    private final LiveRows live;
    private final TextParser parser = new TextParser();

    TextInput(Node argument, DataType type, boolean lenient, int capacity, Tally tally) {
        this.argument = argument;
        this.type = type;
        this.lenient = lenient;
        this.tally = tally;
        this.result = ColumnVector.of(type, capacity);
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
            int code = texts.code(row);
            int from = dictionary.offset(code);
            String problem = parse(dictionary.bytes(), from, from + dictionary.length(code), row);
            if (problem != null) {
                fail(dictionary.text(code), problem, row);
            }
        }
        return result;
    }

    /** Stores the value, or tells why there is none. */
    private @Nullable String parse(byte[] bytes, int from, int to, int row) {
        if (result instanceof DoubleVector doubles) {
            return parseDouble(doubles, bytes, from, to, row);
        }
        String problem = switch (type.kind()) {
            case BOOLEAN -> parser.parseBoolean(bytes, from, to);
            case TIMESTAMP -> parser.parseTimestamp(bytes, from, to);
            case DECIMAL -> parser.parseRoundedDecimal(bytes, from, to, type.precision(), type.scale());
            default -> parser.parseLong(bytes, from, to);
        };
        ((LongVector) result).set(row, parser.longValue());
        return problem;
    }

    private @Nullable String parseDouble(DoubleVector doubles, byte[] bytes, int from, int to, int row) {
        String problem = parser.parseDouble(bytes, from, to);
        if (problem != null && TextParser.isNonFinite(bytes, from, to)) {
            doubles.setNull(row);
            tally.count(row);
            return null;
        }
        doubles.set(row, parser.doubleValue());
        return problem;
    }

    private void fail(String text, String problem, int row) {
        if (!lenient) {
            String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            throw new EvaluationException(
                    "cast('" + shown + "' as " + type.sql() + "): " + problem + "; try_cast gives null instead");
        }
        result.setNull(row);
    }
}
