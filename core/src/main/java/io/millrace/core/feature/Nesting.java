package io.millrace.core.feature;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** Keeps trees so shallow that whoever walks them by recursion has stack enough. */
final class Nesting {
    private Nesting() {}

    private record Place(Expression expression, int level) {}

    /**
     * @throws SyntaxException where expressions stand in each other more than {@link Parser#MOST_LEVELS} levels deep
     */
    static void check(Expression root) {
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(root, 1));
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (place.level() > Parser.MOST_LEVELS) {
                throw tooDeep(place.expression().span());
            }
            for (Expression child : Children.of(place.expression())) {
                open.push(new Place(child, place.level() + 1));
            }
        }
    }

    /**
     * The expression, which is not null.
     *
     * @throws IllegalArgumentException where it is nested too deeply
     */
    static Expression require(Expression expression) {
        try {
            check(Objects.requireNonNull(expression, "expression"));
            return expression;
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static SyntaxException tooDeep(Span span) {
        return new SyntaxException(
                "the expression is nested more than " + Parser.MOST_LEVELS + " levels deep",
                span,
                "define parts of it under let and use their names");
    }
}
