package io.millrace.core.plan;

import io.millrace.core.feature.Children;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Printer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In which cases an expression is null, in words. A result that is no finite number is null beside all of them. */
final class NullCauses {
    private final Definitions definitions;
    private final Sign sign;
    private final Map<List<Object>, Set<String>> byName = new HashMap<>();

    NullCauses(Definitions definitions) {
        this.definitions = definitions;
        this.sign = new Sign(definitions);
    }

    /** The cases, each to be read after "null where"; empty where there is none. */
    List<String> of(Expression expression) {
        Set<String> causes = new LinkedHashSet<>();
        collect(expression, Set.of(), causes);
        return List.copyOf(causes);
    }

    /**
     * @param nonZero divisors that a condition keeps from being zero
     */
    private void collect(Expression expression, Set<Expression> nonZero, Set<String> causes) {
        if (expression instanceof Expression.Name name) {
            name(name.name(), nonZero, causes);
        } else if (expression instanceof Expression.NullLiteral) {
            causes.add("null is written");
        } else if (expression instanceof Expression.Call call) {
            call(call, nonZero, causes);
        } else if (expression instanceof Expression.Case cases) {
            cases(cases, nonZero, causes);
        } else if (!(expression instanceof Expression.IsNull)) {
            if (expression instanceof Expression.Binary binary && canDivideByZero(binary, nonZero)) {
                causes.add(Printer.print(binary.right()) + " is 0");
            }
            if (expression instanceof Expression.Cast cast && cast.lenient()) {
                causes.add("a value is no " + cast.type().sql());
            }
            Children.of(expression).forEach(child -> collect(child, nonZero, causes));
        }
    }

    private boolean canDivideByZero(Expression.Binary binary, Set<Expression> nonZero) {
        return (binary.operator() == BinaryOperator.DIVIDE || binary.operator() == BinaryOperator.MODULO)
                && !nonZero.contains(binary.right())
                && !sign.isPositive(binary.right());
    }

    private void name(String name, Set<Expression> nonZero, Set<String> causes) {
        List<Object> question = List.of(name, nonZero);
        Set<String> known = byName.get(question);
        if (known == null) {
            known = new LinkedHashSet<>();
            byName.put(question, known);
            Set<String> collected = known;
            definitions.expression(name).ifPresent(expression -> collect(expression, nonZero, collected));
        }
        causes.addAll(known);
    }

    private void call(Expression.Call call, Set<Expression> nonZero, Set<String> causes) {
        if (definitions.functions().isAggregation(call)) {
            aggregation(call).ifPresent(causes::add);
            return;
        }
        boolean anyIsEnough = Set.of("coalesce", "least", "greatest").contains(call.function());
        if (call.function().equals("nullif") && call.arguments().size() == 2) {
            causes.add(Printer.print(call.arguments().get(0)) + " is "
                    + Printer.print(call.arguments().get(1)));
        }
        outside(call).ifPresent(causes::add);
        Set<String> ofArguments = new LinkedHashSet<>();
        for (Expression argument : call.arguments()) {
            Set<String> ofArgument = new LinkedHashSet<>();
            collect(argument, nonZero, ofArgument);
            if (anyIsEnough && ofArgument.isEmpty()) {
                return;
            }
            ofArguments.addAll(ofArgument);
        }
        causes.addAll(ofArguments);
    }

    private static Optional<String> aggregation(Expression.Call call) {
        return switch (call.function()) {
            case "count", "count_days", "approx_count_distinct", "decayed_count" -> Optional.empty();
            case "var_samp", "stddev_samp" -> Optional.of("there are fewer than two values for " + Printer.print(call));
            case "mean_gap", "max_gap" -> Optional.of("there are fewer than two events for " + Printer.print(call));
            case "slope" -> Optional.of("the values are of fewer than two times for " + Printer.print(call));
            default -> Optional.of("there is no value for " + Printer.print(call));
        };
    }

    private static Optional<String> outside(Expression.Call call) {
        String argument =
                call.arguments().isEmpty() ? "" : Printer.print(call.arguments().get(0));
        return switch (call.function()) {
            case "sqrt" -> Optional.of(argument + " is negative");
            case "ln" -> Optional.of(argument + " is not positive");
            case "json_value" ->
                Optional.of(
                        "there is no value at " + Printer.print(call.arguments().get(1)) + " of " + argument);
            default -> Optional.empty();
        };
    }

    private void cases(Expression.Case cases, Set<Expression> nonZero, Set<String> causes) {
        for (Expression.Branch branch : cases.branches()) {
            Set<Expression> guarded = new HashSet<>(nonZero);
            if (cases.operand().isEmpty()) {
                guards(branch.condition(), guarded);
            }
            collect(branch.result(), guarded, causes);
        }
        cases.otherwise()
                .ifPresentOrElse(
                        otherwise -> collect(otherwise, nonZero, causes),
                        () -> causes.add("no condition of the case holds"));
    }

    /** Adds what is not zero where the condition holds: {@code x > 0}, {@code x <> 0}, and either with {@code and}. */
    private static void guards(Expression condition, Set<Expression> nonZero) {
        if (condition instanceof Expression.Binary binary) {
            if (binary.operator() == BinaryOperator.AND) {
                guards(binary.left(), nonZero);
                guards(binary.right(), nonZero);
            } else if ((binary.operator() == BinaryOperator.GREATER || binary.operator() == BinaryOperator.NOT_EQUAL)
                    && binary.right() instanceof Expression.IntegerLiteral zero
                    && zero.value() == 0) {
                nonZero.add(binary.left());
            }
        }
    }
}
