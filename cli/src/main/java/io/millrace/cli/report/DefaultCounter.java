package io.millrace.cli.report;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Counts the rows of a column that hold what an entity without events has. */
final class DefaultCounter {
    private final Match match;
    private long count;

    private DefaultCounter(Match match) {
        this.match = match;
    }

    /** Whether a row holds the value; null is asked about as well. */
    private interface Match {
        boolean holds(ColumnVector vector, int row);
    }

    /**
     * @param text the value as a definition tells it: a number, {@code true}, {@code null}, or a text
     * @return empty where the text is no value of the type
     */
    static Optional<DefaultCounter> of(DataType type, String text) {
        return match(type, text).map(DefaultCounter::new);
    }

    private static Optional<Match> match(DataType type, String text) {
        if (text.equals("null")) {
            return Optional.of(ColumnVector::isNull);
        }
        if (type == DataType.TEXT) {
            return Optional.of(ofText(text.getBytes(StandardCharsets.UTF_8)));
        }
        if (type == DataType.BOOLEAN) {
            return Optional.of(ofLong(Boolean.parseBoolean(text) ? 1 : 0));
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return type == DataType.FLOAT64
                    ? Optional.of(ofDouble(number.doubleValue()))
                    : Optional.of(ofLong(number.scaleByPowerOfTen(type.scale()).longValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Match ofText(byte[] utf8) {
        return (vector, row) -> {
            TextVector texts = (TextVector) vector;
            if (vector.isNull(row)) {
                return false;
            }
            Dictionary entries = texts.dictionary();
            int from = entries.offset(texts.code(row));
            int to = from + entries.length(texts.code(row));
            return Arrays.equals(entries.bytes(), from, to, utf8, 0, utf8.length);
        };
    }

    private static Match ofLong(long value) {
        return (vector, row) -> !vector.isNull(row) && ((LongVector) vector).get(row) == value;
    }

    private static Match ofDouble(double value) {
        return (vector, row) -> !vector.isNull(row) && ((DoubleVector) vector).get(row) == value;
    }

    void add(ColumnVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            count += match.holds(vector, row) ? 1 : 0;
        }
    }

    long count() {
        return count;
    }
}
