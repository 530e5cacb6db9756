package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a value in the place of a parameter, as a node of the tree.
 *
 * @param value makes the constant for the place of the parameter
 */
record Substitution(String parameter, Function<Span, Expression> value) {

    Expression in(Expression expression) {
        if (expression instanceof Expression.Parameter found) {
            return found.name().equals(parameter) ? value.apply(found.span()) : found;
        }
        if (expression instanceof Expression.Unary unary) {
            return new Expression.Unary(unary.operator(), in(unary.operand()), unary.span());
        }
        if (expression instanceof Expression.Binary binary) {
            return new Expression.Binary(binary.operator(), in(binary.left()), in(binary.right()), binary.span());
        }
        if (expression instanceof Expression.Call call) {
            return new Expression.Call(
                    call.function(),
                    in(call.arguments()),
                    call.star(),
                    call.distinct(),
                    in(call.filter()),
                    call.span());
        }
        if (expression instanceof Expression.Case cases) {
            return new Expression.Case(
                    in(cases.operand()),
                    cases.branches().stream()
                            .map(branch -> new Expression.Branch(in(branch.condition()), in(branch.result())))
                            .toList(),
                    in(cases.otherwise()),
                    cases.span());
        }
        return inPredicate(expression);
    }

    private Expression inPredicate(Expression expression) {
        if (expression instanceof Expression.In in) {
            return new Expression.In(in(in.value()), in(in.options()), in.negated(), in.span());
        }
        if (expression instanceof Expression.Between between) {
            return new Expression.Between(
                    in(between.value()), in(between.low()), in(between.high()), between.negated(), between.span());
        }
        if (expression instanceof Expression.Like like) {
            return new Expression.Like(in(like.value()), in(like.pattern()), like.negated(), like.span());
        }
        if (expression instanceof Expression.IsNull isNull) {
            return new Expression.IsNull(in(isNull.value()), isNull.negated(), isNull.span());
        }
        if (expression instanceof Expression.Cast cast) {
            return new Expression.Cast(in(cast.value()), cast.type(), cast.lenient(), cast.span());
        }
        return expression;
    }

    private List<Expression> in(List<Expression> expressions) {
        return expressions.stream().map(this::in).toList();
    }

    private Optional<Expression> in(Optional<Expression> expression) {
        return expression.map(this::in);
    }
}
