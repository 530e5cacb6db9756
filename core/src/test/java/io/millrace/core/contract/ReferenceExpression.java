package io.millrace.core.contract;

import io.millrace.core.plan.BoundExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates bound expressions over boxed values, one at a time. Lazy where the language is: {@code case}, {@code and},
 * {@code or}, {@code coalesce}; everything else evaluates all its arguments.
 */
final class ReferenceExpression {
    private final OptionalLong asOf;
    private long nonFinite;

    private ReferenceExpression(OptionalLong asOf) {
        this.asOf = asOf;
    }

    /** For expressions of one as-of time. */
    static ReferenceExpression asOf(long time) {
        return new ReferenceExpression(OptionalLong.of(time));
    }

    /** For expressions that are the same for all as-of times. */
    static ReferenceExpression ofAllTimes() {
        return new ReferenceExpression(OptionalLong.empty());
    }

    /** Results of operations that were NaN or infinite, and became null. */
    long nonFinite() {
        return nonFinite;
    }

    /**
     * @throws ArithmeticException where a result is outside its type or a cast fails
     */
    @Nullable
    Object evaluate(BoundExpression expression, @Nullable Object[] columns) {
        if (expression instanceof BoundExpression.Column column) {
            return columns[column.ordinal()];
        }
        if (expression instanceof BoundExpression.Constant constant) {
            return finite(ReferenceValue.of(constant.type(), constant.value()));
        }
        if (expression instanceof BoundExpression.AsOf time) {
            return time.at(asOf.orElseThrow()).value();
        }
        if (expression instanceof BoundExpression.Case choice) {
            return choose(choice, columns);
        }
        if (expression instanceof BoundExpression.Cast cast) {
            Object value = evaluate(cast.value(), columns);
            return finite(ReferenceCast.cast(value, cast.value().type(), cast.type(), cast.lenient()));
        }
        return expression instanceof BoundExpression.UserCall call
                ? userCall(call, columns)
                : call((BoundExpression.Call) expression, columns);
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
            default -> finite(ReferenceScalars.apply(call.function(), call.type(), all(call.arguments(), columns)));
        };
    }

    private @Nullable Object userCall(BoundExpression.UserCall call, @Nullable Object[] columns) {
        List<@Nullable Object> arguments = all(call.arguments(), columns);
        if (arguments.contains(null) && !call.function().takesNull()) {
            return null;
        }
        ReferenceResult result = new ReferenceResult(call.type());
        call.function().evaluate(new ReferenceArguments(arguments), result);
        return finite(result.value());
    }

    private List<@Nullable Object> all(List<BoundExpression> expressions, @Nullable Object[] columns) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(evaluate(expression, columns)));
        return values;
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

    /** A double as it stands in a column: null, and counted, where it is not finite, and never -0.0. */
    @Nullable
    Object finite(@Nullable Object value) {
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
