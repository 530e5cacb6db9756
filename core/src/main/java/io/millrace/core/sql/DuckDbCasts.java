package io.millrace.core.sql;

import io.millrace.core.event.DataType;
import java.util.function.UnaryOperator;

/**
 * Casts as SQL. DuckDB reads text more freely than the language, and rounds a double to a decimal by its shortest text,
 * so both are held to the language's way here.
 */
final class DuckDbCasts {
    private static final String INTEGER = "[+-]?[0-9]+";
    private static final String NUMBER = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ]([01][0-9]|2[0-3]):[0-5][0-9]"
            + "(:[0-5][0-9]([.][0-9]+)?)?([Zz]|[+-][01][0-9](:?[0-5][0-9])?)?)?";
    /** The most digits that a decimal has where a double holds each of them. */
    private static final int EXACT_DIGITS = 15;

    private DuckDbCasts() {}

    /**
     * @param value the value in SQL
     * @param lenient whether what does not fit gives null
     */
    static String cast(String value, DataType from, DataType to, boolean lenient) {
        if (from == to) {
            return value;
        }
        if (from == DataType.TEXT) {
            return fromText(value, to, lenient);
        }
        String verb = lenient ? "try_cast(" : "cast(";
        return switch (to.kind()) {
            case TEXT -> toText(value, from);
            case BOOLEAN -> "(" + value + " <> 0)";
            case FLOAT64 -> toDouble(value, from);
            case INT64 ->
                from == DataType.FLOAT64 ? verb + "round(" + value + ") as bigint)" : verb + value + " as bigint)";
            case DECIMAL -> verb + exact(value, from) + " as " + to.sql() + ")";
            case TIMESTAMP -> throw new IllegalArgumentException("no cast of " + from + " to " + to);
        };
    }

    /** A double as all the digits that it has in binary. */
    private static String exact(String value, DataType from) {
        if (from == DataType.FLOAT64) {
            return "format('{:.60f}', " + value + ")";
        }
        return from == DataType.BOOLEAN ? "cast(" + value + " as bigint)" : value;
    }

    private static String toDouble(String value, DataType from) {
        return from.isDecimal() && from.precision() > EXACT_DIGITS
                ? "cast(cast(" + value + " as varchar) as double)"
                : "cast(" + value + " as double)";
    }

    private static String toText(String value, DataType from) {
        return switch (from.kind()) {
            case TIMESTAMP -> "cast(make_timestamp(" + value + ") as varchar)";
            case FLOAT64 -> "cast(" + value + " + 0e0 as varchar)";
            default -> "cast(" + value + " as varchar)";
        };
    }

    private static String fromText(String value, DataType to, boolean lenient) {
        return DuckDbExpression.once(value, text -> {
            String matches = "regexp_full_match(" + text + ", '" + pattern(to) + "')";
            String parsed = parsed(text, to, lenient ? "try_cast(" : "cast(");
            String otherwise = lenient
                    ? ""
                    : " when " + text + " is not null then error('cast to " + to.sql() + " of ' || " + text + ")";
            return "case when " + matches + " then " + parsed + otherwise + " end";
        });
    }

    private static String pattern(DataType type) {
        return switch (type.kind()) {
            case INT64 -> INTEGER;
            case FLOAT64, DECIMAL -> NUMBER;
            case BOOLEAN -> "(?i:true|false)";
            case TIMESTAMP -> TIME;
            case TEXT -> throw new IllegalArgumentException("text is no cast of text");
        };
    }

    private static String parsed(String text, DataType type, String verb) {
        if (type == DataType.TIMESTAMP) {
            return "epoch_us(" + verb + "upper(" + text + ") as timestamp))";
        }
        String plain = verb + text + " as " + DuckDbExpression.type(type) + ")";
        UnaryOperator<String> range = number -> type == DataType.FLOAT64 ? outOfRange(number, verb) : number;
        return range.apply(plain);
    }

    /** Digits without end are no number of this type, where DuckDB takes them for infinite. */
    private static String outOfRange(String number, String verb) {
        return verb.startsWith("try")
                ? DuckDbExpression.finite(number)
                : DuckDbExpression.inRange(number, "a cast to double");
    }
}
