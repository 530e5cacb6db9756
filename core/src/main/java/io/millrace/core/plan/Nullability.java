package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import java.util.List;

/**
 * Whether the result of a scalar function can be null. Never says that it cannot where it can.
 *
 * <p>A double is null also where it would be infinite or NaN. To tell where that cannot happen, {@link #bound} carries a
 * bound of the magnitude through the expression: a count divided by the days of a window, for example, stays finite.
 */
final class Nullability {
    private static final double LARGEST_INTEGER = 0x1p63;
    /** Leaves room for the roundings on the way. */
    private static final double SAFE = 0x1p1000;

    private Nullability() {}

    static boolean of(ScalarFunction function, List<BoundExpression> arguments) {
        boolean any = arguments.stream().anyMatch(BoundExpression::nullable);
        return switch (function) {
            case IS_NULL -> false;
            case NULLIF, SQRT, LN, EXP, POWER, JSON_VALUE -> true;
            case COALESCE, LEAST, GREATEST -> arguments.stream().allMatch(BoundExpression::nullable);
            case ADD, SUBTRACT, MULTIPLY -> any || canOverflow(function, arguments);
            case DIVIDE -> any || isZeroPossible(arguments.get(1)) || canOverflow(function, arguments);
            case MODULO -> any || isZeroPossible(arguments.get(1));
            default -> any;
        };
    }

    private static boolean isZeroPossible(BoundExpression divisor) {
        return !(divisor instanceof BoundExpression.Constant constant)
                || !(constant.value() instanceof Number number)
                || number.doubleValue() == 0;
    }

    private static boolean canOverflow(ScalarFunction function, List<BoundExpression> arguments) {
        return arguments.get(0).type() == DataType.FLOAT64 && !(bound(function, arguments) <= SAFE);
    }

    private static double bound(BoundExpression expression) {
        if (expression.type() == DataType.INT64 || expression.type().isDecimal()) {
            return LARGEST_INTEGER;
        }
        if (expression instanceof BoundExpression.Constant constant) {
            return constant.value() instanceof Double number ? Math.abs(number) : 0;
        }
        if (expression instanceof BoundExpression.Cast cast) {
            return cast.value().type() == DataType.TEXT ? Double.MAX_VALUE : bound(cast.value());
        }
        if (expression instanceof BoundExpression.Call call) {
            return bound(call.function(), call.arguments());
        }
        return Double.MAX_VALUE;
    }

    private static double bound(ScalarFunction function, List<BoundExpression> arguments) {
        return switch (function) {
            case ADD, SUBTRACT -> bound(arguments.get(0)) + bound(arguments.get(1));
            case MULTIPLY -> bound(arguments.get(0)) * bound(arguments.get(1));
            case DIVIDE ->
                arguments.get(1) instanceof BoundExpression.Constant divisor
                                && divisor.value() instanceof Double number
                                && number != 0
                        ? bound(arguments.get(0)) / Math.abs(number)
                        : Double.MAX_VALUE;
            case MODULO, NULLIF -> bound(arguments.get(0));
            case NEGATE, ABS, COALESCE, LEAST, GREATEST ->
                arguments.stream().mapToDouble(Nullability::bound).max().orElse(Double.MAX_VALUE);
            case FLOOR, CEIL, ROUND -> bound(arguments.get(0)) + 1;
            case SECONDS_BETWEEN -> LARGEST_INTEGER;
            default -> Double.MAX_VALUE;
        };
    }
}
