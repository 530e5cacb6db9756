package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Expression.Branch;
import io.millrace.core.feature.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The conditions under which a part of an expression is evaluated, put around it: elsewhere it is null. Without them a part that
 * stands behind its own condition could fail where the whole does not.
 */
final class Guard {
    static final Guard NONE = new Guard(UnaryOperator.identity());

    private static final Expression NULL = new Expression.NullLiteral(Span.NONE);

    private final UnaryOperator<Expression> around;

    private Guard(UnaryOperator<Expression> around) {
        this.around = around;
    }

    Expression around(Expression part) {
        return around.apply(part);
    }

    private Guard and(UnaryOperator<Expression> inner) {
        return new Guard(part -> around.apply(inner.apply(part)));
    }

    /** That of the branch's condition: no branch before is true. */
    Guard condition(Expression.Case cases, int branch) {
        return branch == 0 ? this : and(part -> cases(cases, branch, List.of(), part));
    }

    /** That of the branch's result: its condition is the first that is true. */
    Guard result(Expression.Case cases, int branch) {
        Expression condition = cases.branches().get(branch).condition();
        return and(part -> cases(cases, branch, List.of(new Branch(condition, part)), NULL));
    }

    /** That of what stands behind {@code else}. */
    Guard otherwise(Expression.Case cases) {
        return and(part -> cases(cases, cases.branches().size(), List.of(), part));
    }

    /** Null where one of the first branches is true. */
    private static Expression cases(Expression.Case cases, int first, List<Branch> next, Expression otherwise) {
        List<Branch> branches = new ArrayList<>();
        cases.branches().subList(0, first).forEach(branch -> branches.add(new Branch(branch.condition(), NULL)));
        branches.addAll(next);
        return new Expression.Case(cases.operand(), branches, Optional.of(otherwise), Span.NONE);
    }

    /** That of an argument of {@code coalesce}: all before it are null. */
    Guard argument(Expression.Call coalesce, int place) {
        Guard guard = this;
        for (Expression before : coalesce.arguments().subList(0, place)) {
            Expression isNull = new Expression.IsNull(before, false, Span.NONE);
            guard = guard.and(part -> when(isNull, part, NULL));
        }
        return guard;
    }

    /** That of the right side of {@code and} and {@code or}: the left one does not decide. */
    Guard right(Expression.Binary logic) {
        boolean and = logic.operator() == BinaryOperator.AND;
        Expression decided =
                and ? new Expression.Unary(Expression.UnaryOperator.NOT, logic.left(), Span.NONE) : logic.left();
        return and(part -> when(decided, NULL, part));
    }

    private static Expression when(Expression condition, Expression then, Expression otherwise) {
        return new Expression.Case(
                Optional.empty(), List.of(new Branch(condition, then)), Optional.of(otherwise), Span.NONE);
    }
}
