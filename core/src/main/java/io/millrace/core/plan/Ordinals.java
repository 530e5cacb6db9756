package io.millrace.core.plan;

import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** The column ordinals in a bound expression. */
final class Ordinals {
    private Ordinals() {}

    /** Calls the consumer for every column, from left to right. */
    static void forEach(BoundExpression expression, IntConsumer consumer) {
        if (expression instanceof BoundExpression.Column column) {
            consumer.accept(column.ordinal());
        } else if (expression instanceof BoundExpression.Call call) {
            call.arguments().forEach(argument -> forEach(argument, consumer));
        } else if (expression instanceof BoundExpression.Case cases) {
            for (BoundExpression.Branch branch : cases.branches()) {
                forEach(branch.condition(), consumer);
                forEach(branch.result(), consumer);
            }
            cases.otherwise().ifPresent(otherwise -> forEach(otherwise, consumer));
        } else if (expression instanceof BoundExpression.Cast cast) {
            forEach(cast.value(), consumer);
        }
    }

    /** The same expression over renumbered columns. */
    static BoundExpression renumber(BoundExpression expression, IntUnaryOperator numbers) {
        if (expression instanceof BoundExpression.Column column) {
            return new BoundExpression.Column(numbers.applyAsInt(column.ordinal()), column.type(), column.nullable());
        }
        if (expression instanceof BoundExpression.Call call) {
            return new BoundExpression.Call(
                    call.function(),
                    call.arguments().stream()
                            .map(argument -> renumber(argument, numbers))
                            .toList(),
                    call.type(),
                    call.nullable());
        }
        if (expression instanceof BoundExpression.Case cases) {
            return new BoundExpression.Case(
                    cases.branches().stream()
                            .map(branch -> new BoundExpression.Branch(
                                    renumber(branch.condition(), numbers), renumber(branch.result(), numbers)))
                            .toList(),
                    cases.otherwise().map(otherwise -> renumber(otherwise, numbers)),
                    cases.type(),
                    cases.nullable());
        }
        if (expression instanceof BoundExpression.Cast cast) {
            return new BoundExpression.Cast(
                    renumber(cast.value(), numbers), cast.type(), cast.lenient(), cast.nullable());
        }
        return expression;
    }
}
