package io.millrace.core.plan;

/**
 * Every scalar operation of a bound expression. Unless said otherwise a null argument gives null. Operands of one
 * operation have one type: the binder casts where the language allows a mixture.
 */
public enum ScalarFunction {
    /**
     * int64, double or decimal; an int64 result outside int64 is an error, and so is a decimal with more digits than its
     * type has. Decimals that are added or subtracted have the result's scale; multiplied, their scales add up to it.
     */
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** Doubles; by zero gives null. */
    DIVIDE,
    /** The remainder with the dividend's sign, int64 or double; by zero gives null. */
    MODULO,
    NEGATE,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    /** Any number of arguments, three-valued; an argument after a false one is not evaluated. */
    AND,
    /** Any number of arguments, three-valued; an argument after a true one is not evaluated. */
    OR,
    NOT,
    /** Never null. */
    IS_NULL,
    /** The first argument equals one of the others, which are constants; null where it is null or a null is among them. */
    IN,
    /** The first argument that is not null; arguments after it are not evaluated. */
    COALESCE,
    /** Null where both arguments are equal, else the first. */
    NULLIF,
    ABS,
    /** The smallest argument; nulls are ignored. */
    LEAST,
    /** The largest argument; nulls are ignored. */
    GREATEST,
    /** Timestamps a, b: the floor of (b - a) over 24 hours, int64. */
    DAYS_BETWEEN,
    /** Timestamps a, b: (b - a) in seconds, double. */
    SECONDS_BETWEEN,
    /** Timestamp and a length in microseconds (int64). */
    ADD_INTERVAL,
    /** Of a double, the largest integral double that is not above it. */
    FLOOR,
    /** Of a double, the smallest integral double that is not below it. */
    CEIL,
    /** Of a double, the nearest integral double, half away from zero. */
    ROUND,
    /** Doubles; of a negative number null, counted as not finite; correctly rounded. */
    SQRT,
    /** Doubles, by StrictMath; of zero or less null, counted as not finite. */
    LN,
    /** Doubles, by StrictMath; an overflow is null, counted as not finite. */
    EXP,
    /** Doubles, by StrictMath; NaN and overflow are null, counted as not finite. */
    POWER,
    /**
     * Text and a {@link io.millrace.core.text.LikePattern} (a constant): {@code %} any text, {@code _} one code point,
     * {@code \\} makes the next plain.
     */
    LIKE,
    /** Parts of a timestamp in UTC, int64. */
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    /** Monday is 1, Sunday 7. */
    DAY_OF_WEEK,
    /** The timestamp at 00:00 UTC of that day. */
    DATE,
    /** Text in lower case, by {@link java.util.Locale#ROOT}. */
    LOWER,
    /** Text in upper case, by {@link java.util.Locale#ROOT}. */
    UPPER,
    /** The code points of a text, int64. */
    LENGTH,
    /**
     * Text, int64 start and optionally int64 length, in code points; the first is 1. As in SQL, what lies before the
     * first is cut off; a negative length is an error.
     */
    SUBSTRING,
    /**
     * JSON text and a {@link io.millrace.core.json.JsonPath} (a constant, {@code $.a.b[0]}): a string, number or truth value
     * there as text, numbers as written; null for JSON's null, an object, an array, where there is nothing, and where the
     * text is not JSON as a whole. Of members with the same name the first counts.
     */
    JSON_VALUE
}
