package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.UserCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What can be told of an expression without evaluating it. */
final class Traits {
    private Traits() {}

    /** The ordinal of the text column that is the only column of the expression; empty where there is no such. */
    static OptionalInt onlyTextColumn(BoundExpression expression) {
        Set<Column> columns = new HashSet<>();
        collect(expression, columns);
        if (columns.size() != 1) {
            return OptionalInt.empty();
        }
        Column column = columns.iterator().next();
        return column.type() == DataType.TEXT ? OptionalInt.of(column.ordinal()) : OptionalInt.empty();
    }

    private static void collect(BoundExpression expression, Set<Column> columns) {
        if (expression instanceof Column column) {
            columns.add(column);
        }
        children(expression).forEach(child -> collect(child, columns));
    }

    /** Whether evaluating the expression for more rows than needed can neither fail nor be noticed. */
    static boolean isPure(BoundExpression expression) {
        return !isNoticed(expression) && children(expression).stream().allMatch(Traits::isPure);
    }

    /** Whether the operation itself can fail, or give what is not finite, which is counted. */
    private static boolean isNoticed(BoundExpression expression) {
        if (expression instanceof Cast cast) {
            return !cast.lenient() || cast.value().type() == DataType.TEXT && cast.type() == DataType.FLOAT64;
        }
        if (expression instanceof Call call) {
            return switch (call.function()) {
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, SQRT, LN, EXP, POWER, DATE, SUBSTRING, ADD_INTERVAL -> true;
                case NEGATE, ABS -> call.type().isLong();
                default -> false;
            };
        }
        return expression instanceof UserCall;
    }

    private static List<BoundExpression> children(BoundExpression expression) {
        if (expression instanceof Call call) {
            return call.arguments();
        }
        if (expression instanceof UserCall call) {
            return call.arguments();
        }
        if (expression instanceof Cast cast) {
            return List.of(cast.value());
        }
        if (expression instanceof Case choice) {
            List<BoundExpression> children = new ArrayList<>();
            for (BoundExpression.Branch branch : choice.branches()) {
                children.add(branch.condition());
                children.add(branch.result());
            }
            choice.otherwise().ifPresent(children::add);
            return children;
        }
        return List.of();
    }
}
