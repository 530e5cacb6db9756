package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.ScalarFunction;

/** How many arguments an operation takes and of which types. */
final class Signatures {
    private Signatures() {}

    static int leastArguments(ScalarFunction function) {
        return switch (function) {
            case NEGATE, ABS, NOT, IS_NULL, AND, OR, COALESCE, LEAST, GREATEST, IN -> 1;
            default -> 2;
        };
    }

    static int mostArguments(ScalarFunction function) {
        return switch (function) {
            case NEGATE, ABS, NOT, IS_NULL -> 1;
            case AND, OR, COALESCE, LEAST, GREATEST, IN -> Integer.MAX_VALUE;
            default -> 2;
        };
    }

    /** The type that the argument must have. */
    static DataType argumentType(Call call, int argument) {
        return switch (call.function()) {
            case AND, OR, NOT -> DataType.BOOLEAN;
            case DAYS_BETWEEN, SECONDS_BETWEEN -> DataType.TIMESTAMP;
            case ADD_INTERVAL -> argument == 0 ? DataType.TIMESTAMP : DataType.INT64;
            case DIVIDE -> DataType.FLOAT64;
            default -> call.arguments().get(0).type();
        };
    }

    static boolean fitsResult(Call call) {
        DataType first = call.arguments().get(0).type();
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY, MODULO, NEGATE, ABS -> first.isNumeric() && call.type() == first;
            case DIVIDE, SECONDS_BETWEEN -> call.type() == DataType.FLOAT64;
            case DAYS_BETWEEN -> call.type() == DataType.INT64;
            case COALESCE, NULLIF, LEAST, GREATEST, ADD_INTERVAL -> call.type() == first;
            default -> call.type() == DataType.BOOLEAN;
        };
    }
}
