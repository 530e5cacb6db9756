package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bound expressions as tests write them: types and nullability follow from the operands. */
public final class Expressions {
    private Expressions() {}

    public static BoundExpression constant(long value) {
        return new BoundExpression.Constant(DataType.INT64, value);
    }

    public static BoundExpression constant(double value) {
        return new BoundExpression.Constant(DataType.FLOAT64, value);
    }

    public static BoundExpression constant(boolean value) {
        return new BoundExpression.Constant(DataType.BOOLEAN, value);
    }

    public static BoundExpression constant(String value) {
        return new BoundExpression.Constant(DataType.TEXT, value);
    }

    /** A decimal of the type of the standard log's prices, in hundredths. */
    public static BoundExpression hundredths(long value) {
        return new BoundExpression.Constant(AggregationCells.DECIMAL, value);
    }

    public static BoundExpression timestamp(long micros) {
        return new BoundExpression.Constant(DataType.TIMESTAMP, micros);
    }

    public static BoundExpression nothing(DataType type) {
        return new BoundExpression.Constant(type, null);
    }

    public static BoundExpression equal(BoundExpression left, BoundExpression right) {
        return call(ScalarFunction.EQUAL, left, right);
    }

    public static BoundExpression divide(BoundExpression left, BoundExpression right) {
        return call(ScalarFunction.DIVIDE, asDouble(left), asDouble(right));
    }

    public static BoundExpression asDouble(BoundExpression value) {
        return value.type() == DataType.FLOAT64 ? value : cast(value, DataType.FLOAT64);
    }

    public static BoundExpression cast(BoundExpression value, DataType type) {
        return new BoundExpression.Cast(value, type, false, value.nullable());
    }

    public static BoundExpression tryCast(BoundExpression value, DataType type) {
        return new BoundExpression.Cast(value, type, true, true);
    }

    /** {@code case when condition then result else otherwise end}. */
    public static BoundExpression when(
            BoundExpression condition, BoundExpression result, @Nullable BoundExpression otherwise) {
        boolean nullable = otherwise == null || otherwise.nullable() || result.nullable();
        return new BoundExpression.Case(
                List.of(new BoundExpression.Branch(condition, result)),
                Optional.ofNullable(otherwise),
                result.type(),
                nullable);
    }

    public static BoundExpression call(ScalarFunction function, BoundExpression... arguments) {
        return call(function, List.of(arguments));
    }

    public static BoundExpression call(ScalarFunction function, List<BoundExpression> arguments) {
        DataType type = type(function, arguments);
        return new BoundExpression.Call(function, arguments, type, nullable(function, type, arguments));
    }

    /** A call of a function of one's own. */
    public static BoundExpression call(UserFunction function, BoundExpression... arguments) {
        List<DataType> types = Stream.of(arguments).map(BoundExpression::type).toList();
        DataType type = function.result(types).orElseThrow(() -> new IllegalArgumentException(function.name() + types));
        return new BoundExpression.UserCall(function, List.of(arguments), type);
    }

    private static DataType type(ScalarFunction function, List<BoundExpression> arguments) {
        DataType first = arguments.get(0).type();
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY ->
                first.isDecimal()
                        ? decimal(
                                function == ScalarFunction.MULTIPLY,
                                first,
                                arguments.get(1).type())
                        : first;
            case MODULO, NEGATE, ABS, COALESCE, NULLIF, LEAST, GREATEST -> first;
            case DIVIDE, SECONDS_BETWEEN, FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER -> DataType.FLOAT64;
            case DAYS_BETWEEN, YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, LENGTH -> DataType.INT64;
            case ADD_INTERVAL, DATE -> DataType.TIMESTAMP;
            case LOWER, UPPER, SUBSTRING, JSON_VALUE -> DataType.TEXT;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, AND, OR, NOT, IS_NULL, IN, LIKE ->
                DataType.BOOLEAN;
        };
    }

    /** The type of a sum or product of decimals; those of a sum have one scale. */
    private static DataType decimal(boolean product, DataType left, DataType right) {
        int digits = product ? left.precision() + right.precision() : Math.max(left.precision(), right.precision()) + 1;
        return DataType.decimal(
                Math.min(DataType.MOST_DIGITS, digits), product ? left.scale() + right.scale() : left.scale());
    }

    /** Arithmetic on doubles can always end in null, because NaN and infinities do. */
    private static boolean nullable(ScalarFunction function, DataType type, List<BoundExpression> arguments) {
        List<Boolean> nullable = new ArrayList<>();
        arguments.forEach(argument -> nullable.add(argument.nullable()));
        return switch (function) {
            case IS_NULL -> false;
            case DIVIDE, MODULO, NULLIF, SQRT, LN, EXP, POWER, JSON_VALUE -> true;
            case COALESCE, LEAST, GREATEST -> !nullable.contains(false);
            case ADD, SUBTRACT, MULTIPLY -> type == DataType.FLOAT64 || nullable.contains(true);
            default -> nullable.contains(true);
        };
    }
}
