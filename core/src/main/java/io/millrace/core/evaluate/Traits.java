package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
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

    /** Whether a result in the expression may become null because it is not finite, which is counted per row. */
    static boolean countsNonFinite(BoundExpression expression) {
        if (expression instanceof Call call && call.type() == DataType.FLOAT64) {
            switch (call.function()) {
                case ADD, SUBTRACT, MULTIPLY, DIVIDE -> {
                    return true;
                }
                default -> {}
            }
        }
        return children(expression).stream().anyMatch(Traits::countsNonFinite);
    }

    /** Whether evaluating the expression for more rows than needed can neither fail nor be noticed. */
    static boolean isPure(BoundExpression expression) {
        return !countsNonFinite(expression) && !canFail(expression);
    }

    private static boolean canFail(BoundExpression expression) {
        if (expression instanceof Call call && call.type().isLong()) {
            switch (call.function()) {
                case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS, ADD_INTERVAL -> {
                    return true;
                }
                default -> {}
            }
        }
        return expression instanceof Cast cast && !cast.lenient()
                || children(expression).stream().anyMatch(Traits::canFail);
    }

    private static List<BoundExpression> children(BoundExpression expression) {
        if (expression instanceof Call call) {
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
