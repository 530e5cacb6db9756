package io.millrace.core.plan;

import io.millrace.core.feature.Span;

/**
 * Guards what binding writes more than once: {@code x between a and b} holds x twice, {@code case x when …} once per
 * branch. Such expressions in each other would grow without bound.
 */
final class Repetition {
    /** The most parts that the repeated copies of an operand may have together. */
    private static final int MOST_PARTS = 10_000;

    private final Reporter reporter;

    Repetition(Reporter reporter) {
        this.reporter = reporter;
    }

    /** The operand, or a failure, reported, where so many copies of it are too much. */
    Term check(Term operand, int copies, Span span) {
        int most = MOST_PARTS / Math.max(1, copies);
        if (copies > 1 && operand instanceof Term.Value value && parts(value.expression(), most + 1) > most) {
            return reporter.wrong(
                    span,
                    "this compares one large expression " + copies + " times",
                    "put parts of it under let, or write it as comparisons with and and or");
        }
        return operand;
    }

    /** The parts of an expression, counted no further than that many. */
    private static int parts(BoundExpression expression, int most) {
        int parts = 1;
        if (expression instanceof BoundExpression.Call call) {
            for (BoundExpression argument : call.arguments()) {
                parts = added(parts, argument, most);
            }
        } else if (expression instanceof BoundExpression.UserCall call) {
            for (BoundExpression argument : call.arguments()) {
                parts = added(parts, argument, most);
            }
        } else if (expression instanceof BoundExpression.Cast cast) {
            parts = added(parts, cast.value(), most);
        } else if (expression instanceof BoundExpression.Case cases) {
            for (BoundExpression.Branch branch : cases.branches()) {
                parts = added(added(parts, branch.condition(), most), branch.result(), most);
            }
            parts = cases.otherwise().isPresent()
                    ? added(parts, cases.otherwise().get(), most)
                    : parts;
        }
        return parts;
    }

    private static int added(int parts, BoundExpression expression, int most) {
        return parts >= most ? parts : parts + parts(expression, most - parts);
    }
}
