package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import java.util.HashMap;
import java.util.Map;

/** What can be told of a number's sign from its expression alone. */
final class Sign {
    private final Definitions definitions;
    private final Map<String, Boolean> positive = new HashMap<>();
    private final Map<String, Boolean> nonNegative = new HashMap<>();

    Sign(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Whether the value is above zero, where it is not null. */
    boolean isPositive(Expression expression) {
        return isSurely(expression, true);
    }

    /** Whether the value is zero or above, where it is not null. */
    boolean isNonNegative(Expression expression) {
        return isSurely(expression, false);
    }

    private boolean isSurely(Expression expression, boolean positive) {
        if (expression instanceof Expression.IntegerLiteral literal) {
            return positive ? literal.value() > 0 : literal.value() >= 0;
        }
        if (expression instanceof Expression.DoubleLiteral literal) {
            return positive ? literal.value() > 0 : literal.value() >= 0;
        }
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.PLUS) {
            return isNonNegative(binary.left())
                    && isNonNegative(binary.right())
                    && (!positive || isPositive(binary.left()) || isPositive(binary.right()));
        }
        if (expression instanceof Expression.Call call) {
            return !positive
                    && (call.function().equals("count") || call.function().equals("abs"));
        }
        return expression instanceof Expression.Name name && isNameSurely(name.name(), positive);
    }

    private boolean isNameSurely(String name, boolean positive) {
        if (name.equals("window_days")) {
            return true;
        }
        Map<String, Boolean> known = positive ? this.positive : nonNegative;
        Boolean surely = known.get(name);
        if (surely == null) {
            surely = definitions
                    .expression(name)
                    .filter(expression -> isSurely(expression, positive))
                    .isPresent();
            known.put(name, surely);
        }
        return surely;
    }
}
