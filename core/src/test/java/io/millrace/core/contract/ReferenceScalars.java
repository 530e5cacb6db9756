package io.millrace.core.contract;

import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scalar functions that evaluate all their arguments. Doubles may come out NaN, infinite or -0.0. */
final class ReferenceScalars {
    private ReferenceScalars() {}

    static @Nullable Object apply(ScalarFunction function, List<@Nullable Object> arguments) {
        return switch (function) {
            case IS_NULL -> arguments.get(0) == null;
            case LEAST -> nonNull(arguments).min(Boxed.ORDER).orElse(null);
            case GREATEST -> nonNull(arguments).max(Boxed.ORDER).orElse(null);
            case IN -> in(arguments);
            case NULLIF -> equal(arguments) ? null : arguments.get(0);
            default -> arguments.contains(null) ? null : strict(function, arguments);
        };
    }

    private static Stream<Object> nonNull(List<@Nullable Object> arguments) {
        return arguments.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private static boolean equal(List<@Nullable Object> arguments) {
        return arguments.get(0) != null && arguments.get(0).equals(arguments.get(1));
    }

    private static @Nullable Object in(List<@Nullable Object> arguments) {
        Object value = arguments.get(0);
        List<@Nullable Object> options = arguments.subList(1, arguments.size());
        if (value == null) {
            return null;
        }
        if (options.contains(value)) {
            return true;
        }
        return options.contains(null) ? null : (Object) false;
    }

    private static @Nullable Object strict(ScalarFunction function, List<@Nullable Object> arguments) {
        Object first = Objects.requireNonNull(arguments.get(0));
        if (arguments.size() == 1) {
            return unary(function, first);
        }
        Object second = Objects.requireNonNull(arguments.get(1));
        Comparator<Object> order = Boxed.ORDER;
        return switch (function) {
            case EQUAL -> order.compare(first, second) == 0;
            case NOT_EQUAL -> order.compare(first, second) != 0;
            case LESS -> order.compare(first, second) < 0;
            case LESS_OR_EQUAL -> order.compare(first, second) <= 0;
            case GREATER -> order.compare(first, second) > 0;
            case GREATER_OR_EQUAL -> order.compare(first, second) >= 0;
            case DAYS_BETWEEN -> days(elapsed(first, second));
            case SECONDS_BETWEEN -> elapsed(first, second).doubleValue() / 1e6;
            case ADD_INTERVAL -> Math.addExact((Long) first, (Long) second);
            default ->
                first instanceof Long left
                        ? longs(function, left, (Long) second)
                        : doubles(function, (Double) first, (Double) second);
        };
    }

    private static BigInteger elapsed(Object from, Object to) {
        return BigInteger.valueOf((Long) to).subtract(BigInteger.valueOf((Long) from));
    }

    private static long days(BigInteger micros) {
        BigInteger day = BigInteger.valueOf(Window.MICROS_PER_DAY);
        return micros.subtract(micros.mod(day)).divide(day).longValueExact();
    }

    private static Object unary(ScalarFunction function, Object value) {
        return switch (function) {
            case NOT -> !(Boolean) value;
            case NEGATE ->
                value instanceof Long number ? (Object) Math.negateExact(number) : (Object) (-(Double) value);
            case ABS -> value instanceof Long number ? (Object) absolute(number) : (Object) Math.abs((Double) value);
            default -> throw new IllegalArgumentException(function + " of one argument");
        };
    }

    private static long absolute(long number) {
        return number < 0 ? Math.negateExact(number) : number;
    }

    private static @Nullable Object longs(ScalarFunction function, long left, long right) {
        return switch (function) {
            case ADD -> Math.addExact(left, right);
            case SUBTRACT -> Math.subtractExact(left, right);
            case MULTIPLY -> Math.multiplyExact(left, right);
            case MODULO -> right == 0 ? null : (Object) (left % right);
            default -> throw new IllegalArgumentException(function + " of integers");
        };
    }

    private static @Nullable Object doubles(ScalarFunction function, double left, double right) {
        return switch (function) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> right == 0 ? null : (Object) (left / right);
            case MODULO -> right == 0 ? null : (Object) (left % right);
            default -> throw new IllegalArgumentException(function + " of doubles");
        };
    }
}
