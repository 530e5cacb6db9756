package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.TimestampText;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an expression means, row by row over boxed values: the oracle of the evaluator's tests. */
final class Interpreter {
    private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);

    long nonFinite;

    /** A row has no value. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Nullable
    Object value(BoundExpression expression, @Nullable Object[] row) {
        if (expression instanceof Column column) {
            Object value = row[column.ordinal()];
            return value instanceof Double real ? (Double.isFinite(real) ? (Object) (real + 0.0) : null) : value;
        }
        if (expression instanceof Constant constant) {
            return constant.value();
        }
        if (expression instanceof Case choice) {
            for (BoundExpression.Branch branch : choice.branches()) {
                if (Boolean.TRUE.equals(value(branch.condition(), row))) {
                    return value(branch.result(), row);
                }
            }
            return choice.otherwise().isPresent() ? value(choice.otherwise().get(), row) : null;
        }
        if (expression instanceof Cast cast) {
            Object value = value(cast.value(), row);
            try {
                return value == null ? null : cast(value, cast.value().type(), cast.type());
            } catch (Failure failure) {
                if (cast.lenient()) {
                    return null;
                }
                throw failure;
            }
        }
        return call((Call) expression, row);
    }

    private @Nullable Object call(Call call, @Nullable Object[] row) {
        List<BoundExpression> arguments = call.arguments();
        switch (call.function()) {
            case AND, OR -> {
                return logic(call.function() == ScalarFunction.AND, arguments, row);
            }
            case COALESCE -> {
                for (BoundExpression argument : arguments) {
                    Object value = value(argument, row);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            }
            default -> {}
        }
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i), row);
        }
        switch (call.function()) {
            case IS_NULL -> {
                return values[0] == null;
            }
            case LEAST, GREATEST -> {
                Object best = null;
                for (Object value : values) {
                    int order = value == null || best == null ? 0 : compare(value, best);
                    boolean better = call.function() == ScalarFunction.LEAST ? order < 0 : order > 0;
                    best = best == null || better ? value == null ? best : value : best;
                }
                return best;
            }
            case NULLIF -> {
                boolean equal = values[0] != null && values[1] != null && compare(values[0], values[1]) == 0;
                return equal ? null : values[0];
            }
            case IN -> {
                if (values[0] == null) {
                    return null;
                }
                boolean unknown = false;
                for (int i = 1; i < values.length; i++) {
                    if (values[i] != null && compare(values[0], values[i]) == 0) {
                        return true;
                    }
                    unknown |= values[i] == null;
                }
                return unknown ? null : false;
            }
            default -> {}
        }
        if (Arrays.asList(values).contains(null)) {
            return null;
        }
        return strict(call.function(), values);
    }

    private @Nullable Object logic(boolean and, List<BoundExpression> arguments, @Nullable Object[] row) {
        Boolean result = and;
        for (BoundExpression argument : arguments) {
            Boolean truth = (Boolean) value(argument, row);
            if (truth == null) {
                result = null;
            } else if (truth != and) {
                return truth;
            }
        }
        return result;
    }

    private @Nullable Object strict(ScalarFunction function, Object[] values) {
        Object a = values[0];
        Object b = values.length > 1 ? values[1] : a;
        return switch (function) {
            case EQUAL -> compare(a, b) == 0;
            case NOT_EQUAL -> compare(a, b) != 0;
            case LESS -> compare(a, b) < 0;
            case LESS_OR_EQUAL -> compare(a, b) <= 0;
            case GREATER -> compare(a, b) > 0;
            case GREATER_OR_EQUAL -> compare(a, b) >= 0;
            case NOT -> !(Boolean) a;
            case DAYS_BETWEEN -> floor(big(b).subtract(big(a)), DAY);
            case SECONDS_BETWEEN -> big(b).subtract(big(a)).doubleValue() / 1e6 + 0.0;
            case ADD_INTERVAL -> fitted(big(a).add(big(b)));
            default -> a instanceof Long ? integer(function, big(a), big(b)) : real(function, (Double) a, (Double) b);
        };
    }

    private @Nullable Object integer(ScalarFunction function, BigInteger a, BigInteger b) {
        return switch (function) {
            case ADD -> fitted(a.add(b));
            case SUBTRACT -> fitted(a.subtract(b));
            case MULTIPLY -> fitted(a.multiply(b));
            case MODULO -> b.signum() == 0 ? null : fitted(a.remainder(b));
            case NEGATE -> fitted(a.negate());
            case ABS -> fitted(a.abs());
            default -> throw new IllegalStateException(function.name());
        };
    }

    private @Nullable Object real(ScalarFunction function, double a, double b) {
        if (b == 0 && (function == ScalarFunction.DIVIDE || function == ScalarFunction.MODULO)) {
            return null;
        }
        double result = switch (function) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MODULO -> new BigDecimal(a).remainder(new BigDecimal(b)).doubleValue();
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            default -> throw new IllegalStateException(function.name());
        };
        if (Double.isFinite(result)) {
            return result + 0.0;
        }
        nonFinite++;
        return null;
    }

    private static BigInteger big(Object value) {
        return BigInteger.valueOf((Long) value);
    }

    private static Long floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return fitted(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    private static Long fitted(BigInteger value) {
        if (value.bitLength() > 63) {
            throw new Failure();
        }
        return value.longValue();
    }

    static int compare(Object a, Object b) {
        if (a instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
        }
        if (a instanceof Boolean truth) {
            return truth.compareTo((Boolean) b);
        }
        return a instanceof Long number
                ? number.compareTo((Long) b)
                : new BigDecimal((Double) a).compareTo(new BigDecimal((Double) b));
    }

    private static Object cast(Object value, DataType from, DataType to) {
        if (value instanceof String text) {
            return fromText(text, to);
        }
        return switch (to) {
            case TEXT -> toText(value, from);
            case BOOLEAN -> value instanceof Boolean ? value : ((Number) value).doubleValue() != 0;
            case FLOAT64 -> value instanceof Boolean truth ? (truth ? 1.0 : 0.0) : ((Number) value).doubleValue();
            case INT64 -> {
                if (value instanceof Boolean truth) {
                    yield truth ? 1L : 0L;
                }
                yield value instanceof Double real
                        ? fitted(new BigDecimal(real)
                                .setScale(0, RoundingMode.HALF_UP)
                                .toBigInteger())
                        : value;
            }
            case TIMESTAMP -> value;
        };
    }

    private static String toText(Object value, DataType from) {
        if (value instanceof Double real) {
            return DoubleText.toString(real);
        }
        return from == DataType.TIMESTAMP ? TimestampText.toString((Long) value) : value.toString();
    }

    private static Object fromText(String text, DataType to) {
        switch (to) {
            case INT64 -> {
                require(text.matches("[+-]?[0-9]+"));
                return fitted(new BigInteger(text));
            }
            case FLOAT64 -> {
                require(text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?"));
                double value = Double.parseDouble(text) + 0.0;
                require(Double.isFinite(value));
                return value;
            }
            case BOOLEAN -> {
                require(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
                return Boolean.parseBoolean(text);
            }
            case TIMESTAMP -> {
                require(text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?)?"));
                try {
                    LocalDateTime time = text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay()
                            : LocalDateTime.parse(text.replace(' ', 'T'));
                    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
                } catch (DateTimeParseException e) {
                    throw new Failure();
                }
            }
            default -> {
                return text;
            }
        }
    }

    private static void require(boolean good) {
        if (!good) {
            throw new Failure();
        }
    }
}
