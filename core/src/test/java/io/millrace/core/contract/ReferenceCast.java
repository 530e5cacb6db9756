package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Casts of boxed values. */
final class ReferenceCast {
    private ReferenceCast() {}

    /**
     * @throws ArithmeticException where the value does not fit and the cast is not lenient
     */
    static @Nullable Object cast(@Nullable Object value, DataType from, DataType to, boolean lenient) {
        if (value == null) {
            return null;
        }
        try {
            return cast(value, from, to);
        } catch (ArithmeticException e) {
            if (lenient) {
                return null;
            }
            throw e;
        }
    }

    private static Object cast(Object value, DataType from, DataType to) {
        if (from == to) {
            return value;
        }
        if (to == DataType.TEXT) {
            return ReferenceText.write(value, from);
        }
        if (from == DataType.TIMESTAMP || to == DataType.TIMESTAMP && from != DataType.TEXT) {
            throw new IllegalArgumentException("no cast of " + from + " to " + to);
        }
        return switch (to.kind()) {
            case TIMESTAMP -> ReferenceText.time((String) value);
            case BOOLEAN ->
                value instanceof String text
                        ? ReferenceText.truth(text)
                        : (Object) (ReferenceMoments.exact(value).signum() != 0);
            case FLOAT64 -> value instanceof String text ? ReferenceText.real(text) : (Object) doubleOf(value);
            case INT64 -> value instanceof String text ? ReferenceText.integer(text) : (Object) integerOf(value);
            case DECIMAL -> decimal(value instanceof String text ? ReferenceText.exact(text) : exact(value), to);
            case TEXT -> throw new IllegalArgumentException("decided before");
        };
    }

    private static BigDecimal exact(Object value) {
        return ReferenceMoments.exact(value);
    }

    private static double doubleOf(Object value) {
        return ReferenceMoments.exact(value).doubleValue();
    }

    private static long integerOf(Object value) {
        BigDecimal rounded = exact(value).setScale(0, RoundingMode.HALF_UP);
        if (rounded.toBigInteger().bitLength() > 63) {
            throw new ArithmeticException(value + " does not fit int64");
        }
        return rounded.longValueExact();
    }

    private static BigDecimal decimal(BigDecimal number, DataType type) {
        long digitsBeforePoint = (long) number.precision() - number.scale();
        if (number.signum() == 0 || digitsBeforePoint < -DataType.MOST_DIGITS) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        if (digitsBeforePoint > DataType.MOST_DIGITS) {
            throw new ArithmeticException(number + " does not fit " + type);
        }
        BigDecimal rounded = number.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.unscaledValue()
                        .abs()
                        .compareTo(BigDecimal.TEN.pow(type.precision()).toBigInteger())
                >= 0) {
            throw new ArithmeticException(number + " does not fit " + type);
        }
        return rounded;
    }
}
