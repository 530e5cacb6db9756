package io.millrace.core.contract;

import io.millrace.core.plan.BoundExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates bound expressions over boxed values, one at a time. Lazy where the language is: {@code case}, {@code and},
 * {@code or}, {@code coalesce}; everything else evaluates all its arguments.
 */
final class ReferenceExpression {
    private long nonFinite;

    /** Results of operations that were NaN or infinite, and became null. */
    long nonFinite() {
        return nonFinite;
    }

    /**
     * @throws ArithmeticException where an integer result is outside int64 or a cast fails
     */
    @Nullable
    Object evaluate(BoundExpression expression, @Nullable Object[] columns) {
        if (expression instanceof BoundExpression.Column column) {
            return columns[column.ordinal()];
        }
        if (expression instanceof BoundExpression.Constant constant) {
            return finite(constant.value());
        }
        if (expression instanceof BoundExpression.Case choice) {
            return choose(choice, columns);
        }
        if (expression instanceof BoundExpression.Cast cast) {
            return finite(ReferenceCast.cast(evaluate(cast.value(), columns), cast.type(), cast.lenient()));
        }
        return call((BoundExpression.Call) expression, columns);
    }

    private @Nullable Object choose(BoundExpression.Case choice, @Nullable Object[] columns) {
        for (BoundExpression.Branch branch : choice.branches()) {
            if (Boolean.TRUE.equals(evaluate(branch.condition(), columns))) {
                return evaluate(branch.result(), columns);
            }
        }
        return choice.otherwise().isPresent() ? evaluate(choice.otherwise().get(), columns) : null;
    }

    private @Nullable Object call(BoundExpression.Call call, @Nullable Object[] columns) {
        return switch (call.function()) {
            case AND -> untilDecided(call.arguments(), false, columns);
            case OR -> untilDecided(call.arguments(), true, columns);
            case COALESCE -> firstNonNull(call.arguments(), columns);
            default -> {
                List<@Nullable Object> arguments = new ArrayList<>();
                call.arguments().forEach(argument -> arguments.add(evaluate(argument, columns)));
                yield finite(ReferenceScalars.apply(call.function(), arguments));
            }
        };
    }

    /** And, or: the deciding value where there is one, else null where there is a null, else the other value. */
    private @Nullable Object untilDecided(
            List<BoundExpression> arguments, boolean decisive, @Nullable Object[] columns) {
        boolean anyNull = false;
        for (BoundExpression argument : arguments) {
            Object value = evaluate(argument, columns);
            if (value == null) {
                anyNull = true;
            } else if ((Boolean) value == decisive) {
                return decisive;
            }
        }
        return anyNull ? null : (Object) !decisive;
    }

    private @Nullable Object firstNonNull(List<BoundExpression> arguments, @Nullable Object[] columns) {
        for (BoundExpression argument : arguments) {
            Object value = evaluate(argument, columns);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Object finite(@Nullable Object value) {
        if (!(value instanceof Double number)) {
            return value;
        }
        if (!Double.isFinite(number)) {
            nonFinite++;
            return null;
        }
        return number + 0.0;
    }
}
