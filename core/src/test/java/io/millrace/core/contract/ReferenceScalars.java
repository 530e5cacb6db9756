package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.ScalarFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scalar functions that evaluate all their arguments. Doubles may come out NaN, infinite or -0.0. */
final class ReferenceScalars {
    private ReferenceScalars() {}

    /**
     * @param type the type of the result
     * @throws ArithmeticException where there is no result
     */
    static @Nullable Object apply(ScalarFunction function, DataType type, List<@Nullable Object> arguments) {
        return switch (function) {
            case IS_NULL -> arguments.get(0) == null;
            case LEAST -> nonNull(arguments).min(ReferenceValue.ORDER).orElse(null);
            case GREATEST -> nonNull(arguments).max(ReferenceValue.ORDER).orElse(null);
            case IN -> in(arguments);
            case NULLIF -> equal(arguments.get(0), arguments.get(1)) ? null : arguments.get(0);
            default -> arguments.contains(null) ? null : strict(function, type, arguments);
        };
    }

    private static Stream<Object> nonNull(List<@Nullable Object> arguments) {
        return arguments.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && ReferenceValue.ORDER.compare(left, right) == 0;
    }

    private static @Nullable Object in(List<@Nullable Object> arguments) {
        Object value = arguments.get(0);
        List<@Nullable Object> options = arguments.subList(1, arguments.size());
        if (value == null) {
            return null;
        }
        if (options.stream().anyMatch(option -> equal(value, option))) {
            return true;
        }
        return options.contains(null) ? null : (Object) false;
    }

    private static @Nullable Object strict(ScalarFunction function, DataType type, List<@Nullable Object> arguments) {
        Object first = Objects.requireNonNull(arguments.get(0));
        Object second = arguments.size() > 1 ? Objects.requireNonNull(arguments.get(1)) : first;
        Comparator<Object> order = ReferenceValue.ORDER;
        return switch (function) {
            case EQUAL -> order.compare(first, second) == 0;
            case NOT_EQUAL -> order.compare(first, second) != 0;
            case LESS -> order.compare(first, second) < 0;
            case LESS_OR_EQUAL -> order.compare(first, second) <= 0;
            case GREATER -> order.compare(first, second) > 0;
            case GREATER_OR_EQUAL -> order.compare(first, second) >= 0;
            case NOT -> !(Boolean) first;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE, ABS -> arithmetic(function, type, first, second);
            case FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER -> doubles(function, (Double) first, (Double) second);
            case DAYS_BETWEEN, SECONDS_BETWEEN, ADD_INTERVAL, YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE ->
                ReferenceTimes.apply(function, (Long) first, (Long) second);
            case LIKE, LOWER, UPPER, LENGTH, SUBSTRING, JSON_VALUE -> ReferenceTexts.apply(function, arguments);
            case IS_NULL, LEAST, GREATEST, IN, NULLIF, AND, OR, COALESCE ->
                throw new IllegalArgumentException(function + " is not strict");
        };
    }

    private static @Nullable Object arithmetic(ScalarFunction function, DataType type, Object first, Object second) {
        if (first instanceof Double left) {
            return doubles(function, left, (Double) second);
        }
        return first instanceof BigDecimal left
                ? ReferenceValue.fitted(decimals(function, left, (BigDecimal) second), type)
                : integers(function, BigInteger.valueOf((Long) first), BigInteger.valueOf((Long) second));
    }

    private static BigDecimal decimals(ScalarFunction function, BigDecimal left, BigDecimal right) {
        return switch (function) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            case NEGATE -> left.negate();
            case ABS -> left.abs();
            default -> throw new IllegalArgumentException(function + " of decimals");
        };
    }

    private static @Nullable Object integers(ScalarFunction function, BigInteger left, BigInteger right) {
        if (function == ScalarFunction.MODULO && right.signum() == 0) {
            return null;
        }
        BigInteger result = switch (function) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            case MODULO -> left.remainder(right);
            case NEGATE -> left.negate();
            case ABS -> left.abs();
            default -> throw new IllegalArgumentException(function + " of integers");
        };
        return result.longValueExact();
    }

    private static @Nullable Object doubles(ScalarFunction function, double left, double right) {
        return switch (function) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> right == 0 ? null : (Object) (left / right);
            case MODULO -> right == 0 ? null : (Object) (left % right);
            case NEGATE -> -left;
            case ABS -> Math.abs(left);
            case FLOOR -> Math.floor(left);
            case CEIL -> Math.ceil(left);
            case ROUND -> new BigDecimal(left).setScale(0, RoundingMode.HALF_UP).doubleValue();
            case SQRT -> StrictMath.sqrt(left);
            case LN -> StrictMath.log(left);
            case EXP -> StrictMath.exp(left);
            case POWER -> StrictMath.pow(left, right);
            default -> throw new IllegalArgumentException(function + " of doubles");
        };
    }
}
