package io.millrace.core.sql;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import java.util.List;

/** Which expressions can end in an error, so that they must not be evaluated where they are not asked for. */
final class MayFail {
    private MayFail() {}

    static boolean in(List<BoundExpression> expressions) {
        return expressions.stream().anyMatch(MayFail::in);
    }

    static boolean in(BoundExpression expression) {
        if (expression instanceof BoundExpression.Call call) {
            return fails(call) || in(call.arguments());
        }
        if (expression instanceof BoundExpression.Cast cast) {
            return fails(cast) || in(cast.value());
        }
        if (expression instanceof BoundExpression.Case cases) {
            return cases.branches().stream().anyMatch(branch -> in(branch.condition()) || in(branch.result()))
                    || cases.otherwise().map(MayFail::in).orElse(false);
        }
        return expression instanceof BoundExpression.UserCall;
    }

    private static boolean fails(BoundExpression.Call call) {
        boolean exact = call.type() == DataType.INT64 || call.type().isDecimal();
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS -> exact;
            case ADD_INTERVAL, DATE -> true;
            case SUBSTRING -> call.arguments().size() > 2;
            default -> false;
        };
    }

    private static boolean fails(BoundExpression.Cast cast) {
        DataType from = cast.value().type();
        DataType to = cast.type();
        if (cast.lenient() || to == DataType.TEXT || to == from) {
            return false;
        }
        return from == DataType.TEXT || to.isDecimal() || from == DataType.FLOAT64 && to == DataType.INT64;
    }
}
