package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Expression.UnaryOperator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says conditions in plain English, to be read after "where" or "if". */
final class Conditions {
    private static final Set<String> TIMES = Set.of("as_of", "window_start", "window_middle");

    private final Sentence sentence;
    private final String time;

    Conditions(Sentence sentence, String time) {
        this.sentence = sentence;
        this.time = time;
    }

    static boolean isCondition(Expression expression) {
        return expression instanceof Expression.Binary binary
                        && !binary.operator().isArithmetic()
                || expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT
                || expression instanceof Expression.In
                || expression instanceof Expression.Between
                || expression instanceof Expression.Like
                || expression instanceof Expression.IsNull
                || expression instanceof Expression.BooleanLiteral;
    }

    /** A condition over features and lets. */
    String of(Expression condition) {
        return of(condition, sentence::operand);
    }

    /** A condition over event columns, in which a name that is a let elsewhere is a column. */
    String inEvents(Expression condition) {
        return of(condition, this::inEvent);
    }

    private String inEvent(Expression expression) {
        boolean column = expression instanceof Expression.Name name && !BuiltIns.NAMES.contains(name.name());
        return column ? ((Expression.Name) expression).name() : sentence.operand(expression);
    }

    private String of(Expression condition, Function<Expression, String> value) {
        if (condition instanceof Expression.Binary binary && !binary.operator().isArithmetic()) {
            return binary.operator().isComparison() ? comparison(binary, value) : logical(binary, value);
        }
        if (condition instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            return "not (" + of(unary.operand(), value) + ")";
        }
        if (condition instanceof Expression.In in) {
            return value.apply(in.value())
                    + (in.negated() ? " is none of " : " is one of ")
                    + list(in.options(), value);
        }
        if (condition instanceof Expression.Between between) {
            return value.apply(between.value()) + (between.negated() ? " is not" : " is") + " between "
                    + value.apply(between.low()) + " and " + value.apply(between.high());
        }
        if (condition instanceof Expression.Like like) {
            return value.apply(like.value())
                    + (like.negated() ? " is not like " : " is like ")
                    + value.apply(like.pattern());
        }
        if (condition instanceof Expression.IsNull isNull) {
            return value.apply(isNull.value()) + (isNull.negated() ? " is not null" : " is null");
        }
        return condition instanceof Expression.BooleanLiteral literal
                ? (literal.value() ? "anything holds" : "nothing holds")
                : value.apply(condition) + " is true";
    }

    private String logical(Expression.Binary binary, Function<Expression, String> value) {
        return part(binary, binary.left(), value) + " " + binary.operator().symbol() + " "
                + part(binary, binary.right(), value);
    }

    private String part(Expression.Binary whole, Expression part, Function<Expression, String> value) {
        boolean other = part instanceof Expression.Binary binary
                && !binary.operator().isComparison()
                && binary.operator() != whole.operator();
        return other ? "(" + of(part, value) + ")" : of(part, value);
    }

    private String comparison(Expression.Binary binary, Function<Expression, String> value) {
        boolean times = isTime(binary.left()) || isTime(binary.right());
        return value.apply(binary.left()) + words(binary.operator(), times) + value.apply(binary.right());
    }

    private boolean isTime(Expression expression) {
        return expression instanceof Expression.TimestampLiteral
                || expression instanceof Expression.Name name
                        && (TIMES.contains(name.name()) || name.name().equals(time));
    }

    private static String words(BinaryOperator operator, boolean times) {
        return switch (operator) {
            case EQUAL -> " is ";
            case NOT_EQUAL -> " is not ";
            case LESS -> times ? " is before " : " is less than ";
            case LESS_OR_EQUAL -> times ? " is not after " : " is at most ";
            case GREATER -> times ? " is after " : " is greater than ";
            default -> times ? " is not before " : " is at least ";
        };
    }

    private static String list(List<Expression> options, Function<Expression, String> value) {
        return options.stream().map(value).collect(Collectors.joining(", "));
    }
}
