package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The types of decimal arithmetic. A bigint beside a decimal counts as decimal(18, 0), a written one as a decimal of its
 * digits; where a value does not fit the type, that is an error of the run.
 */
final class DecimalTypes {
    private DecimalTypes() {}

    /**
     * The type that holds the values of all: the most digits before the point, and the most behind it.
     *
     * @param operands bigint and decimal
     * @return empty where that is more than a decimal has
     */
    static Optional<DataType> common(List<BoundExpression> operands) {
        int integral = 0;
        int scale = 0;
        boolean anyInteger = false;
        for (BoundExpression operand : operands) {
            if (operand.type().isDecimal() || operand instanceof BoundExpression.Constant) {
                integral = Math.max(integral, integralDigits(operand));
            } else {
                anyInteger = true;
            }
            scale = Math.max(scale, operand.type().scale());
        }
        int precision = Math.max(1, integral + scale);
        return precision > DataType.MOST_DIGITS
                ? Optional.empty()
                : Optional.of(DataType.decimal(anyInteger ? DataType.MOST_DIGITS : precision, scale));
    }

    /** The digits before the point that a value can have. */
    static int integralDigits(BoundExpression operand) {
        DataType type = operand.type();
        if (type.isDecimal()) {
            return type.precision() - type.scale();
        }
        if (!(operand instanceof BoundExpression.Constant constant) || !(constant.value() instanceof Long value)) {
            return operand instanceof BoundExpression.Constant ? 0 : DataType.MOST_DIGITS;
        }
        return value == 0 ? 0 : BigInteger.valueOf(value).abs().toString().length();
    }

    /** As many digits as asked for, and no more than a decimal has. */
    static DataType atMost(int digits, int scale) {
        return DataType.decimal(Math.max(1, Math.min(DataType.MOST_DIGITS, digits)), scale);
    }

    /** The operand with that many digits behind the point, no fewer than it has; the digits before it stay. */
    static BoundExpression rescaled(BoundExpression operand, int scale) {
        return operand.type().isDecimal() && operand.type().scale() == scale
                ? operand
                : convert(operand, atMost(integralDigits(operand) + scale, scale));
    }

    /** The number as a decimal of that type, of no smaller scale than it has. */
    static BoundExpression convert(BoundExpression number, DataType type) {
        if (number.type() == type) {
            return number;
        }
        if (!(number instanceof BoundExpression.Constant constant)) {
            return new BoundExpression.Cast(number, type, false, number.nullable());
        }
        if (!(constant.value() instanceof Long value)) {
            return new BoundExpression.Constant(type, null);
        }
        long scaled = BigDecimal.valueOf(value, number.type().scale())
                .setScale(type.scale())
                .unscaledValue()
                .longValueExact();
        return new BoundExpression.Constant(type, scaled);
    }

    /** Whether the written number has as many digits as a decimal of that scale leaves for it. */
    static boolean fits(BoundExpression number, int scale) {
        return !(number instanceof BoundExpression.Constant) || integralDigits(number) + scale <= DataType.MOST_DIGITS;
    }
}
