package io.millrace.core.plan;

/**
 * Every scalar operation of a bound expression. Unless said otherwise a null argument gives null. Operands of one
 * operation have one type: the binder casts where the language allows a mixture.
 */
public enum ScalarFunction {
    /** int64 or double; an int64 result outside int64 is an error. */
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
    ADD_INTERVAL
}
