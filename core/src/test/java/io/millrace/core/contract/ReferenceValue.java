package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Values as the reference computes with them: a decimal is a {@link BigDecimal}, all else is as {@link Boxed} has it. */
final class ReferenceValue {
    /** Of two non-null values of one type. */
    static final Comparator<Object> ORDER = ReferenceValue::compare;

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(DataType.MOST_DIGITS);

    private ReferenceValue() {}

    private static int compare(Object left, Object right) {
        return left instanceof BigDecimal number ? number.compareTo((BigDecimal) right) : Boxed.compare(left, right);
    }

    /** The value of a cell. */
    static @Nullable Object of(DataType type, @Nullable Object cell) {
        return type.isDecimal() && cell instanceof Long unscaled ? BigDecimal.valueOf(unscaled, type.scale()) : cell;
    }

    /** The cell of a value. */
    static @Nullable Object cell(DataType type, @Nullable Object value) {
        return value instanceof BigDecimal number
                ? (Object) number.setScale(type.scale()).unscaledValue().longValueExact()
                : value;
    }

    /**
     * The number with the digits that the type has behind the point.
     *
     * @throws ArithmeticException where it needs more digits than a decimal has
     */
    static BigDecimal fitted(BigDecimal number, DataType type) {
        BigDecimal fitted = number.setScale(type.scale());
        if (fitted.movePointRight(type.scale()).abs().compareTo(LIMIT) >= 0) {
            throw new ArithmeticException(
                    number.toPlainString() + " has more than " + DataType.MOST_DIGITS + " digits");
        }
        return fitted;
    }
}
