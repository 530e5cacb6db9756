package io.millrace.core.feature;

import java.util.ArrayList;
import java.util.List;

/** The expressions of which an expression is made. */
public final class Children {
    private Children() {}

    /** The direct parts, in the order in which they are written. */
    public static List<Expression> of(Expression expression) {
        if (expression instanceof Expression.Unary unary) {
            return List.of(unary.operand());
        } else if (expression instanceof Expression.Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (expression instanceof Expression.Call call) {
            List<Expression> parts = new ArrayList<>(call.arguments());
            call.filter().ifPresent(parts::add);
            return parts;
        } else if (expression instanceof Expression.Case choice) {
            return of(choice);
        } else if (expression instanceof Expression.In in) {
            List<Expression> parts = new ArrayList<>();
            parts.add(in.value());
            parts.addAll(in.options());
            return parts;
        } else if (expression instanceof Expression.Between between) {
            return List.of(between.value(), between.low(), between.high());
        } else if (expression instanceof Expression.Like like) {
            return List.of(like.value(), like.pattern());
        } else if (expression instanceof Expression.IsNull isNull) {
            return List.of(isNull.value());
        } else if (expression instanceof Expression.Cast cast) {
            return List.of(cast.value());
        }
        return List.of();
    }

    private static List<Expression> of(Expression.Case choice) {
        List<Expression> parts = new ArrayList<>();
        choice.operand().ifPresent(parts::add);
        for (Expression.Branch branch : choice.branches()) {
            parts.add(branch.condition());
            parts.add(branch.result());
        }
        choice.otherwise().ifPresent(parts::add);
        return parts;
    }
}
