package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.BoundExpression.UserCall;
import io.millrace.core.plan.ScalarFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
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
                return value == null
                        ? null
                        : counted(InterpretedCast.cast(value, cast.value().type(), cast.type()));
            } catch (Failure failure) {
                if (cast.lenient()) {
                    return null;
                }
                throw failure;
            }
        }
        return expression instanceof UserCall call ? userCall(call, row) : call((Call) expression, row);
    }

    private @Nullable Object userCall(UserCall call, @Nullable Object[] row) {
        SampleFunction function = (SampleFunction) call.function();
        List<@Nullable Object> values = new ArrayList<>();
        for (BoundExpression argument : call.arguments()) {
            values.add(value(argument, row));
        }
        if (values.contains(null) && !function.takesNull()) {
            return null;
        }
        try {
            return counted(function.meaning().apply(values));
        } catch (IllegalStateException e) {
            throw new Failure();
        }
    }

    /** The value, but null and counted where it is a double that is not finite. */
    private @Nullable Object counted(@Nullable Object value) {
        if (!(value instanceof Double number)) {
            return value;
        }
        if (Double.isFinite(number)) {
            return number + 0.0;
        }
        nonFinite++;
        return null;
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
        return strict(call.function(), call.type(), values);
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

    private @Nullable Object strict(ScalarFunction function, DataType type, Object[] values) {
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
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK -> part(function, (Long) a);
            case DATE -> fitted(BigInteger.valueOf(floor(big(a), DAY)).multiply(DAY));
            case LIKE, LOWER, UPPER, LENGTH, SUBSTRING, JSON_VALUE -> InterpretedText.value(function, values);
            default -> {
                if (a instanceof Double) {
                    yield real(function, (Double) a, (Double) b);
                }
                BigInteger exact = integer(function, big(a), big(b));
                yield exact == null
                        ? null
                        : type.isDecimal() ? InterpretedCast.decimal(exact, type.precision()) : fitted(exact);
            }
        };
    }

    private static Long part(ScalarFunction function, long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
        return (long) time.get(
                switch (function) {
                    case YEAR -> ChronoField.YEAR;
                    case MONTH -> ChronoField.MONTH_OF_YEAR;
                    case DAY -> ChronoField.DAY_OF_MONTH;
                    case HOUR -> ChronoField.HOUR_OF_DAY;
                    case MINUTE -> ChronoField.MINUTE_OF_HOUR;
                    default -> ChronoField.DAY_OF_WEEK;
                });
    }

    private static @Nullable BigInteger integer(ScalarFunction function, BigInteger a, BigInteger b) {
        return switch (function) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case MODULO -> b.signum() == 0 ? null : a.remainder(b);
            case NEGATE -> a.negate();
            case ABS -> a.abs();
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
            case FLOOR -> new BigDecimal(a).setScale(0, RoundingMode.FLOOR).doubleValue();
            case CEIL -> new BigDecimal(a).setScale(0, RoundingMode.CEILING).doubleValue();
            case ROUND -> new BigDecimal(a).setScale(0, RoundingMode.HALF_UP).doubleValue();
            case SQRT ->
                a < 0 ? Double.NaN : new BigDecimal(a).sqrt(new MathContext(50)).doubleValue();
            case LN -> StrictMath.log(a);
            case EXP -> StrictMath.exp(a);
            case POWER -> StrictMath.pow(a, b);
            default -> throw new IllegalStateException(function.name());
        };
        return counted(result);
    }

    private static BigInteger big(Object value) {
        return BigInteger.valueOf((Long) value);
    }

    private static Long floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return fitted(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    static Long fitted(BigInteger value) {
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
}
