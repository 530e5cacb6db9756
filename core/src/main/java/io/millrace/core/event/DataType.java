package io.millrace.core.event;

/**
 * The type of a column's or an expression's values. Every type has a null beside its values.
 */
public enum DataType {
    /** A signed 64-bit integer. */
    INT64("bigint"),
    /** An IEEE 754 double. NaN and the infinities do not occur as values: they become null and are counted. */
    FLOAT64("double"),
    /** True or false, held as 1 or 0. */
    BOOLEAN("boolean"),
    /** Microseconds since 1970-01-01T00:00:00Z. */
    TIMESTAMP("timestamp"),
    /** A string of UTF-8 bytes; empty text is a value and differs from null. */
    TEXT("text");

    private final String sql;

    DataType(String sql) {
        this.sql = sql;
    }

    /** The name of this type in the feature language and in messages, for example {@code bigint}. */
    public String sql() {
        return sql;
    }

    /** Whether values of this type travel in a {@link LongVector}. */
    public boolean isLong() {
        return this == INT64 || this == BOOLEAN || this == TIMESTAMP;
    }

    /** Whether arithmetic is defined on this type. */
    public boolean isNumeric() {
        return this == INT64 || this == FLOAT64;
    }
}
