package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions are worth for an entity without any event: a count is 0, every other aggregation null. What depends
 * on the as-of time cannot be told.
 */
final class EmptyGroup {
    private static final Known NULL = new Known(null);

    private final Definitions definitions;
    private final double windowDays;
    private final Map<String, Optional<Known>> byName = new HashMap<>();

    EmptyGroup(Definitions definitions, double windowDays) {
        this.definitions = definitions;
        this.windowDays = windowDays;
    }

    /**
     * @param value a {@link Long}, {@link Double}, {@link Boolean} or {@link String}, or null
     */
    record Known(@Nullable Object value) {
        @Override
        public String toString() {
            return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : String.valueOf(value);
        }
    }

    Optional<Known> of(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal(literal);
        }
        if (expression instanceof Expression.Name name) {
            return name(name.name());
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Case cases) {
            return cases(cases);
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary.operator(), of(binary.left()), of(binary.right()));
        }
        if (expression instanceof Expression.Unary unary && unary.operator() == Expression.UnaryOperator.MINUS) {
            return binary(BinaryOperator.MINUS, Optional.of(new Known(0L)), of(unary.operand()));
        }
        if (expression instanceof Expression.Unary unary) {
            return of(unary.operand()).map(value -> value.value() instanceof Boolean truth ? new Known(!truth) : NULL);
        }
        if (expression instanceof Expression.IsNull isNull) {
            return of(isNull.value()).map(value -> new Known((value.value() == null) != isNull.negated()));
        }
        return Optional.empty();
    }

    private static Optional<Known> literal(Expression.Literal literal) {
        if (literal instanceof Expression.IntegerLiteral integer) {
            return Optional.of(new Known(integer.value()));
        }
        if (literal instanceof Expression.DoubleLiteral number) {
            return Optional.of(new Known(number.value()));
        }
        if (literal instanceof Expression.BooleanLiteral truth) {
            return Optional.of(new Known(truth.value()));
        }
        if (literal instanceof Expression.TextLiteral text) {
            return Optional.of(new Known(text.value()));
        }
        return literal instanceof Expression.NullLiteral ? Optional.of(NULL) : Optional.empty();
    }

    private Optional<Known> name(String name) {
        if (name.equals("window_days")) {
            return Optional.of(new Known(windowDays));
        }
        Optional<Known> value = byName.get(name);
        if (value == null) {
            value = definitions.expression(name).flatMap(this::of);
            byName.put(name, value);
        }
        return value;
    }

    private Optional<Known> call(Expression.Call call) {
        Optional<AggregationSignature> aggregation = definitions.functions().aggregation(call.function());
        if (aggregation.isPresent()) {
            return aggregation.map(EmptyGroup::overNothing);
        }
        List<Optional<Known>> arguments =
                call.arguments().stream().map(this::of).toList();
        return switch (call.function()) {
            case "coalesce" -> coalesce(arguments);
            case "least" -> extreme(arguments, BinaryOperator.LESS);
            case "greatest" -> extreme(arguments, BinaryOperator.GREATER);
            case "nullif" -> nullIf(arguments);
            case "abs" -> arguments.get(0).map(EmptyGroup::absolute);
            default -> nullOfNull(call.function(), arguments);
        };
    }

    /** A user's function may make something of a null. */
    private static Optional<Known> nullOfNull(String function, List<Optional<Known>> arguments) {
        return ScalarSignature.named(function).isPresent() && arguments.contains(Optional.of(NULL))
                ? Optional.of(NULL)
                : Optional.empty();
    }

    private static Known overNothing(AggregationSignature aggregation) {
        if (!aggregation.isZeroOverNothing()) {
            return NULL;
        }
        return aggregation.function().isCount() ? new Known(0L) : new Known(0.0);
    }

    private static Optional<Known> coalesce(List<Optional<Known>> arguments) {
        for (Optional<Known> argument : arguments) {
            if (argument.isEmpty() || argument.get().value() != null) {
                return argument;
            }
        }
        return Optional.of(NULL);
    }

    private static Optional<Known> extreme(List<Optional<Known>> arguments, BinaryOperator better) {
        Known best = NULL;
        for (Optional<Known> argument : arguments) {
            if (argument.isEmpty()) {
                return argument;
            }
            Known value = argument.get();
            Optional<Known> wins = binary(better, argument, Optional.of(best));
            if (best.value() == null
                    || wins.isPresent() && Objects.equals(wins.get().value(), true)) {
                best = value;
            }
        }
        return Optional.of(best);
    }

    private static Optional<Known> nullIf(List<Optional<Known>> arguments) {
        return binary(BinaryOperator.EQUAL, arguments.get(0), arguments.get(1))
                .flatMap(equal -> Objects.equals(equal.value(), true) ? Optional.of(NULL) : arguments.get(0));
    }

    private static Known absolute(Known known) {
        if (known.value() instanceof Long number) {
            return new Known(Math.abs(number));
        }
        return known.value() instanceof Double number ? new Known(Math.abs(number)) : NULL;
    }

    private Optional<Known> cases(Expression.Case cases) {
        for (Expression.Branch branch : cases.branches()) {
            Optional<Known> condition = of(branch.condition());
            Optional<Known> holds = cases.operand().isEmpty()
                    ? condition
                    : binary(BinaryOperator.EQUAL, of(cases.operand().get()), condition);
            if (holds.isEmpty()) {
                return Optional.empty();
            }
            if (Objects.equals(holds.get().value(), true)) {
                return of(branch.result());
            }
        }
        return cases.otherwise().isEmpty()
                ? Optional.of(NULL)
                : of(cases.otherwise().get());
    }

    private static Optional<Known> binary(BinaryOperator operator, Optional<Known> left, Optional<Known> right) {
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            return logic(operator == BinaryOperator.OR, left, right);
        }
        if (left.equals(Optional.of(NULL)) || right.equals(Optional.of(NULL))) {
            return Optional.of(NULL);
        }
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Object first = Objects.requireNonNull(left.get().value());
        Object second = Objects.requireNonNull(right.get().value());
        if (first instanceof Number one && second instanceof Number other) {
            return operator.isComparison()
                    ? Optional.of(new Known(holds(operator, compare(one, other))))
                    : arithmetic(operator, one, other);
        }
        boolean sameText = first instanceof String && second instanceof String
                || first instanceof Boolean && second instanceof Boolean;
        return sameText && (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL)
                ? Optional.of(new Known(first.equals(second) == (operator == BinaryOperator.EQUAL)))
                : Optional.empty();
    }

    /** The value that decides ({@code true} for or), else null where one is null, else the other. */
    private static Optional<Known> logic(boolean decides, Optional<Known> left, Optional<Known> right) {
        List<Optional<Known>> operands = new ArrayList<>(List.of(left, right));
        if (operands.contains(Optional.of(new Known(decides)))) {
            return Optional.of(new Known(decides));
        }
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(operands.contains(Optional.of(NULL)) ? NULL : new Known(!decides));
    }

    private static int compare(Number left, Number right) {
        return left instanceof Long first && right instanceof Long second
                ? Long.compare(first, second)
                : Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }

    private static boolean holds(BinaryOperator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static Optional<Known> arithmetic(BinaryOperator operator, Number left, Number right) {
        if (operator != BinaryOperator.DIVIDE && left instanceof Long first && right instanceof Long second) {
            return integer(operator, first, second);
        }
        double first = left.doubleValue();
        double second = right.doubleValue();
        double result = switch (operator) {
            case PLUS -> first + second;
            case MINUS -> first - second;
            case TIMES -> first * second;
            case DIVIDE -> first / second;
            default -> first % second;
        };
        return Optional.of(Double.isFinite(result) ? new Known(result + 0.0) : NULL);
    }

    private static Optional<Known> integer(BinaryOperator operator, long left, long right) {
        try {
            return Optional.of(
                    switch (operator) {
                        case PLUS -> new Known(Math.addExact(left, right));
                        case MINUS -> new Known(Math.subtractExact(left, right));
                        case TIMES -> new Known(Math.multiplyExact(left, right));
                        default -> right == 0 ? NULL : new Known(left % right);
                    });
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
