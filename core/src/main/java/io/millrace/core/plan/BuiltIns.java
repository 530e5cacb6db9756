package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import java.util.List;
import java.util.Optional;

/**
 * The names that every expression knows.
 *
 * @param window empty where it is not known; then there are no such names
 */
record BuiltIns(Optional<Window> window) {
    static final List<String> NAMES = List.of("as_of", "window_start", "window_middle", "window_days");

    BuiltIns(Window window) {
        this(Optional.of(window));
    }

    Optional<Term> resolve(Expression.Name name) {
        return window.flatMap(known -> resolve(name, known));
    }

    private static Optional<Term> resolve(Expression.Name name, Window window) {
        return switch (name.name()) {
            case "as_of" -> time(window.end(), name);
            case "window_start" -> time(window.start(), name);
            case "window_middle" -> time(window.middle(), name);
            case "window_days" ->
                Optional.of(new Term.Value(
                        new BoundExpression.Constant(DataType.FLOAT64, window.days()), false, name.span()));
            default -> Optional.empty();
        };
    }

    private static Optional<Term> time(long micros, Expression.Name name) {
        return Optional.of(
                new Term.Value(new BoundExpression.Constant(DataType.TIMESTAMP, micros), false, name.span()));
    }
}
