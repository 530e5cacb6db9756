package io.millrace.core.plan;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The parts of a bound expression that have no parts: columns, constants and times that move with the as-of time. */
final class Leaves {
    private Leaves() {}

    /** Calls the consumer for every leaf, from left to right. */
    static void forEach(BoundExpression expression, Consumer<BoundExpression> consumer) {
        if (expression instanceof BoundExpression.Call call) {
            call.arguments().forEach(argument -> forEach(argument, consumer));
        } else if (expression instanceof BoundExpression.UserCall call) {
            call.arguments().forEach(argument -> forEach(argument, consumer));
        } else if (expression instanceof BoundExpression.Case cases) {
            for (BoundExpression.Branch branch : cases.branches()) {
                forEach(branch.condition(), consumer);
                forEach(branch.result(), consumer);
            }
            cases.otherwise().ifPresent(otherwise -> forEach(otherwise, consumer));
        } else if (expression instanceof BoundExpression.Cast cast) {
            forEach(cast.value(), consumer);
        } else {
            consumer.accept(expression);
        }
    }

    /** The same expression over other leaves. */
    static BoundExpression replace(BoundExpression expression, UnaryOperator<BoundExpression> leaf) {
        if (expression instanceof BoundExpression.Call call) {
            return new BoundExpression.Call(
                    call.function(), replace(call.arguments(), leaf), call.type(), call.nullable());
        }
        if (expression instanceof BoundExpression.UserCall call) {
            return new BoundExpression.UserCall(call.function(), replace(call.arguments(), leaf), call.type());
        }
        if (expression instanceof BoundExpression.Case cases) {
            return new BoundExpression.Case(
                    cases.branches().stream()
                            .map(branch -> new BoundExpression.Branch(
                                    replace(branch.condition(), leaf), replace(branch.result(), leaf)))
                            .toList(),
                    cases.otherwise().map(otherwise -> replace(otherwise, leaf)),
                    cases.type(),
                    cases.nullable());
        }
        if (expression instanceof BoundExpression.Cast cast) {
            return new BoundExpression.Cast(replace(cast.value(), leaf), cast.type(), cast.lenient(), cast.nullable());
        }
        return leaf.apply(expression);
    }

    private static List<BoundExpression> replace(
            List<BoundExpression> expressions, UnaryOperator<BoundExpression> leaf) {
        return expressions.stream().map(expression -> replace(expression, leaf)).toList();
    }
}
