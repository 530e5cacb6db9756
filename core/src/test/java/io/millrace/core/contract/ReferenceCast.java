package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Casts of boxed values. */
final class ReferenceCast {
    private ReferenceCast() {}

    /**
     * @throws ArithmeticException where the value does not fit and the cast is not lenient
     */
    static @Nullable Object cast(@Nullable Object value, DataType type, boolean lenient) {
        if (value == null) {
            return null;
        }
        try {
            return cast(value, type);
        } catch (ArithmeticException e) {
            if (lenient) {
                return null;
            }
            throw e;
        }
    }

    private static Object cast(Object value, DataType type) {
        if (value instanceof Double number && type == DataType.INT64) {
            return rounded(number);
        }
        if (value instanceof Long number && type == DataType.FLOAT64) {
            return (double) number;
        }
        if (value instanceof Boolean flag && type == DataType.INT64) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Boolean flag && type == DataType.FLOAT64) {
            return flag ? 1.0 : 0.0;
        }
        boolean same = value instanceof Double && type == DataType.FLOAT64
                || value instanceof Long && (type == DataType.INT64 || type == DataType.TIMESTAMP)
                || value instanceof Boolean && type == DataType.BOOLEAN
                || value instanceof String && type == DataType.TEXT;
        if (!same) {
            throw new IllegalArgumentException("no cast of " + value.getClass().getSimpleName() + " to " + type);
        }
        return value;
    }

    /** Half away from zero. */
    private static long rounded(double number) {
        BigInteger integer =
                new BigDecimal(number).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        if (integer.bitLength() > 63) {
            throw new ArithmeticException(number + " does not fit int64");
        }
        return integer.longValueExact();
    }
}
