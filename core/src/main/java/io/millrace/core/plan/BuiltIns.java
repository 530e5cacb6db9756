package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import java.util.List;
import java.util.Optional;

/**
 * The names that every expression knows: {@code as_of}, and those of the window that it is about.
 *
 * @param asOf what the as-of time is; empty where it is not known, and then there are none of these names but {@code
 *     window_days}
 * @param window empty where it is not known; then there is only {@code as_of}
 */
record BuiltIns(Optional<BoundExpression> asOf, Optional<WindowRange> window) {
    static final List<String> NAMES = List.of("as_of", "window_start", "window_middle", "window_days");

    /** Those of an expression over events of a window, as of whatever time. */
    static BuiltIns of(WindowRange window) {
        return new BuiltIns(Optional.of(new BoundExpression.AsOf(0)), Optional.of(window));
    }

    Optional<Term> resolve(Expression.Name name) {
        return bound(name.name()).map(expression -> new Term.Value(expression, false, name.span()));
    }

    private Optional<BoundExpression> bound(String name) {
        return switch (name) {
            case "as_of" -> asOf;
            case "window_start" -> window.flatMap(range -> before(range.offset() + range.length()));
            case "window_middle" -> window.flatMap(range -> before(range.offset() + range.length() / 2));
            case "window_days" -> window.map(range -> new BoundExpression.Constant(DataType.FLOAT64, range.days()));
            default -> Optional.empty();
        };
    }

    private Optional<BoundExpression> before(long micros) {
        return asOf.map(time -> before(time, micros));
    }

    private static BoundExpression before(BoundExpression time, long micros) {
        if (time instanceof BoundExpression.AsOf moving) {
            return new BoundExpression.AsOf(moving.shift() - micros);
        }
        if (time instanceof BoundExpression.Constant constant && constant.value() instanceof Long value) {
            return new BoundExpression.Constant(DataType.TIMESTAMP, value - micros);
        }
        List<BoundExpression> arguments = List.of(time, new BoundExpression.Constant(DataType.INT64, -micros));
        return new BoundExpression.Call(
                ScalarFunction.ADD_INTERVAL,
                arguments,
                DataType.TIMESTAMP,
                Nullability.of(ScalarFunction.ADD_INTERVAL, arguments));
    }
}
