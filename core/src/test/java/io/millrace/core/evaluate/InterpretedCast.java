package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.TimestampText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** What a cast of a value that is not null means. */
final class InterpretedCast {
    private static final String NUMBER = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";

    private InterpretedCast() {}

    static Object cast(Object value, DataType from, DataType to) {
        if (value instanceof String text) {
            return fromText(text, to);
        }
        return switch (to.kind()) {
            case TEXT -> toText(value, from);
            case DECIMAL -> decimal(number(value, from), to);
            case BOOLEAN ->
                value instanceof Boolean ? value : number(value, from).signum() != 0;
            case FLOAT64 -> number(value, from).doubleValue();
            case INT64 -> rounded(number(value, from));
            case TIMESTAMP -> value;
        };
    }

    private static BigDecimal number(Object value, DataType from) {
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value instanceof Double real ? new BigDecimal(real) : BigDecimal.valueOf((Long) value, from.scale());
    }

    private static Long rounded(BigDecimal value) {
        return Interpreter.fitted(value.setScale(0, RoundingMode.HALF_UP).toBigInteger());
    }

    private static Long decimal(BigDecimal value, DataType type) {
        return decimal(value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue(), type.precision());
    }

    static Long decimal(BigInteger unscaled, int precision) {
        require(unscaled.abs().compareTo(BigInteger.TEN.pow(precision)) < 0);
        return unscaled.longValueExact();
    }

    private static String toText(Object value, DataType from) {
        if (value instanceof Double real) {
            return DoubleText.toString(real);
        }
        if (from.isDecimal()) {
            return number(value, from).toPlainString();
        }
        return from == DataType.TIMESTAMP ? TimestampText.toString((Long) value) : value.toString();
    }

    private static Object fromText(String text, DataType to) {
        switch (to.kind()) {
            case INT64 -> {
                require(text.matches("[+-]?[0-9]+"));
                return Interpreter.fitted(new BigInteger(text));
            }
            case FLOAT64 -> {
                if (text.matches("(?i)[+-]?(nan|inf|infinity)")) {
                    return Double.NaN;
                }
                require(text.matches(NUMBER));
                double value = Double.parseDouble(text) + 0.0;
                require(Double.isFinite(value));
                return value;
            }
            case DECIMAL -> {
                require(text.matches(NUMBER));
                return decimal(new BigDecimal(text), to);
            }
            case BOOLEAN -> {
                require(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
                return Boolean.parseBoolean(text);
            }
            case TIMESTAMP -> {
                return time(text);
            }
            default -> {
                return text;
            }
        }
    }

    private static Long time(String text) {
        require(text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?)?"));
        try {
            LocalDateTime time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
            return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
        } catch (DateTimeParseException e) {
            throw new Interpreter.Failure();
        }
    }

    private static void require(boolean good) {
        if (!good) {
            throw new Interpreter.Failure();
        }
    }
}
