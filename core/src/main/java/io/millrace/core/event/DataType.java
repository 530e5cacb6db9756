package io.millrace.core.event;

import java.util.List;

/**
 * The type of a column's or an expression's values. Every type has a null beside its values. There is one object per
 * type, so that types may be compared with {@code ==}.
 */
public final class DataType {
    /** The most digits of a decimal: what always fits 64 bits. */
    public static final int MOST_DIGITS = 18;

    /** What kind of values a type has; there is one type of every kind but {@link #DECIMAL}. */
    public enum Kind {
        INT64,
        FLOAT64,
        BOOLEAN,
        TIMESTAMP,
        TEXT,
        DECIMAL
    }

    /** A signed 64-bit integer. */
    public static final DataType INT64 = new DataType(Kind.INT64, "bigint", 0, 0);

    /** An IEEE 754 double. NaN and the infinities do not occur as values: they become null and are counted. */
    public static final DataType FLOAT64 = new DataType(Kind.FLOAT64, "double", 0, 0);

    /** True or false, held as 1 or 0. */
    public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN, "boolean", 0, 0);

    /** Microseconds since 1970-01-01T00:00:00Z. */
    public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP, "timestamp", 0, 0);

    /** A string of UTF-8 bytes; empty text is a value and differs from null. */
    public static final DataType TEXT = new DataType(Kind.TEXT, "text", 0, 0);

    private static final DataType[][] DECIMALS = decimals();

    private final Kind kind;
    private final String sql;
    private final int precision;
    private final int scale;

    private DataType(Kind kind, String sql, int precision, int scale) {
        this.kind = kind;
        this.sql = sql;
        this.precision = precision;
        this.scale = scale;
    }

    private static DataType[][] decimals() {
        DataType[][] types = new DataType[MOST_DIGITS + 1][];
        for (int precision = 1; precision <= MOST_DIGITS; precision++) {
            types[precision] = new DataType[precision + 1];
            for (int scale = 0; scale <= precision; scale++) {
                String sql = "decimal(" + precision + ", " + scale + ")";
                types[precision][scale] = new DataType(Kind.DECIMAL, sql, precision, scale);
            }
        }
        return types;
    }

    /**
     * An exact number of at most {@code precision} decimal digits, {@code scale} of them behind the point; held as the
     * integer {@code value * 10^scale}.
     *
     * @param precision 1 to {@value #MOST_DIGITS}
     * @param scale 0 to {@code precision}
     */
    public static DataType decimal(int precision, int scale) {
        if (precision < 1 || precision > MOST_DIGITS) {
            throw new IllegalArgumentException("a decimal has 1 to " + MOST_DIGITS + " digits, not " + precision);
        }
        if (scale < 0 || scale > precision) {
            throw new IllegalArgumentException(
                    "a decimal of " + precision + " digits has 0 to " + precision + " behind the point, not " + scale);
        }
        return DECIMALS[precision][scale];
    }

    /** The types without parameters. */
    public static List<DataType> simple() {
        return List.of(INT64, FLOAT64, BOOLEAN, TIMESTAMP, TEXT);
    }

    /** The kind of this type's values, to switch over. */
    public Kind kind() {
        return kind;
    }

    /** The name of this type in the feature language and in messages, for example {@code bigint}. */
    public String sql() {
        return sql;
    }

    /** The most digits of a decimal; 0 for other types. */
    public int precision() {
        return precision;
    }

    /** The digits of a decimal behind the point; 0 for other types. */
    public int scale() {
        return scale;
    }

    public boolean isDecimal() {
        return kind == Kind.DECIMAL;
    }

    /** Whether values of this type travel in a {@link LongVector}. */
    public boolean isLong() {
        return kind != Kind.FLOAT64 && kind != Kind.TEXT;
    }

    /** Whether arithmetic is defined on this type. */
    public boolean isNumeric() {
        return kind == Kind.INT64 || kind == Kind.FLOAT64 || kind == Kind.DECIMAL;
    }

    /** As {@link #sql}. */
    @Override
    public String toString() {
        return sql;
    }
}
