package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.ScalarFunction;
import java.util.List;

/** How many arguments an operation takes and of which types. */
final class Signatures {
    private Signatures() {}

    /**
     * @throws IllegalArgumentException for a call that the binder does not make
     */
    static void require(Call call) {
        List<BoundExpression> arguments = call.arguments();
        if (arguments.size() < leastArguments(call.function()) || arguments.size() > mostArguments(call.function())) {
            throw new IllegalArgumentException(call.function() + " with " + arguments.size() + " arguments");
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!isDecimalArithmetic(call)) {
                requireType(arguments.get(i), argumentType(call, i));
            }
        }
        if (!fitsResult(call)) {
            throw new IllegalArgumentException(
                    call.function() + " gives no " + call.type().sql());
        }
    }

    static void requireType(BoundExpression expression, DataType type) {
        if (expression.type() != type) {
            throw new IllegalArgumentException(
                    expression.type().sql() + " where " + type.sql() + " is needed: " + expression);
        }
    }

    private static int leastArguments(ScalarFunction function) {
        return switch (function) {
            case NEGATE, ABS, NOT, IS_NULL, AND, OR, COALESCE, LEAST, GREATEST, IN -> 1;
            case FLOOR, CEIL, ROUND, SQRT, LN, EXP, LOWER, UPPER, LENGTH -> 1;
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE -> 1;
            default -> 2;
        };
    }

    private static int mostArguments(ScalarFunction function) {
        return switch (function) {
            case AND, OR, COALESCE, LEAST, GREATEST, IN -> Integer.MAX_VALUE;
            case SUBSTRING -> 3;
            default -> leastArguments(function);
        };
    }

    private static DataType argumentType(Call call, int argument) {
        return switch (call.function()) {
            case AND, OR, NOT -> DataType.BOOLEAN;
            case DAYS_BETWEEN, SECONDS_BETWEEN -> DataType.TIMESTAMP;
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE -> DataType.TIMESTAMP;
            case ADD_INTERVAL -> argument == 0 ? DataType.TIMESTAMP : DataType.INT64;
            case DIVIDE, FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER -> DataType.FLOAT64;
            case LIKE, LOWER, UPPER, LENGTH, JSON_VALUE -> DataType.TEXT;
            case SUBSTRING -> argument == 0 ? DataType.TEXT : DataType.INT64;
            default -> call.arguments().get(0).type();
        };
    }

    /** Whether it is {@code + - *} with a decimal result, whose operands differ in type. */
    static boolean isDecimalArithmetic(Call call) {
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY -> call.type().isDecimal();
            default -> false;
        };
    }

    private static boolean fitsResult(Call call) {
        DataType first = call.arguments().get(0).type();
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY ->
                isDecimalArithmetic(call) ? fitsScales(call) : isBinary(first) && call.type() == first;
            case MODULO -> isBinary(first) && call.type() == first;
            case NEGATE, ABS -> first.isNumeric() && call.type() == first;
            case DIVIDE, SECONDS_BETWEEN, FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER -> call.type() == DataType.FLOAT64;
            case DAYS_BETWEEN, LENGTH, YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK -> call.type() == DataType.INT64;
            case COALESCE, NULLIF, LEAST, GREATEST, ADD_INTERVAL, DATE -> call.type() == first;
            case LOWER, UPPER, SUBSTRING, JSON_VALUE -> call.type() == DataType.TEXT;
            default -> call.type() == DataType.BOOLEAN;
        };
    }

    private static boolean isBinary(DataType type) {
        return type == DataType.INT64 || type == DataType.FLOAT64;
    }

    private static boolean fitsScales(Call call) {
        DataType left = call.arguments().get(0).type();
        DataType right = call.arguments().get(1).type();
        int scale = call.type().scale();
        boolean scales = call.function() == ScalarFunction.MULTIPLY
                ? left.scale() + right.scale() == scale
                : left.scale() == scale && right.scale() == scale;
        return left.isDecimal() && right.isDecimal() && scales;
    }
}
