package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in plain English what an expression computes. Lets are told with what they mean, features by name. */
final class Sentence {
    /** A phrase of more characters: such a let is told once only, and a comma stands before "divided by". */
    private static final int LONG = 40;
    /** Lets within lets are told so deep; what is below is named. */
    private static final int DEEPEST = 6;

    private final Definitions definitions;
    private final Sign sign;
    private final Conditions conditions;
    private final AggregationPhrases aggregations;
    private final Map<String, Integer> told = new LinkedHashMap<>();
    private final Set<String> named = new LinkedHashSet<>();
    private int depth;

    Sentence(FeatureSet set, Definitions definitions) {
        this.definitions = definitions;
        this.sign = new Sign(definitions);
        this.conditions = new Conditions(this, set.time());
        this.aggregations = new AggregationPhrases(conditions, set.time());
    }

    /**
     * A whole sentence. A let that it needs more than once is named in it, and told at its end.
     *
     * @param tail what follows the phrase; may be empty
     */
    String of(Expression expression, String tail) {
        phrase(expression);
        List<String> repeated = told.entrySet().stream()
                .filter(let -> let.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        named.addAll(repeated.stream().filter(this::isLong).toList());
        String phrase = phrase(expression);
        String explained = named.stream()
                .map(let -> let + " is " + phrase(definitions.expression(let).orElseThrow()))
                .collect(Collectors.joining(", and "));
        return capitalized(phrase) + tail + (explained.isEmpty() ? "" : "; here " + explained) + ".";
    }

    /** Begins with a capital letter, unless it begins with a name. */
    private String capitalized(String phrase) {
        int first = phrase.startsWith("(") ? 1 : 0;
        String word = phrase.substring(first).split("[^\\w]", 2)[0];
        return named.contains(word)
                ? phrase
                : phrase.substring(0, first)
                        + phrase.substring(first, first + 1).toUpperCase(Locale.ROOT)
                        + phrase.substring(first + 1);
    }

    private boolean isLong(String let) {
        return phrase(definitions.expression(let).orElseThrow()).length() > LONG;
    }

    /** The value as a part of a sentence: "the number of events". */
    String phrase(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return name(name.name());
        }
        if (expression instanceof Expression.Call call) {
            return definitions.functions().isAggregation(call) ? aggregations.of(call) : function(call);
        }
        if (expression instanceof Expression.Case cases) {
            return ratio(cases).orElseGet(() -> cases(cases));
        }
        if (expression instanceof Expression.Binary binary && binary.operator().isArithmetic()) {
            return arithmetic(binary);
        }
        if (expression instanceof Expression.Unary unary && unary.operator() == Expression.UnaryOperator.MINUS) {
            return "minus " + operand(unary.operand());
        }
        if (expression instanceof Expression.Cast cast) {
            String failing = cast.lenient() ? ", or null where that is impossible" : "";
            return operand(cast.value()) + " as " + cast.type().sql() + failing;
        }
        if (expression instanceof Expression.TimestampLiteral literal) {
            return Times.print(literal.micros());
        }
        return Conditions.isCondition(expression) && !(expression instanceof Expression.BooleanLiteral)
                ? "whether " + conditions.of(expression)
                : Printer.print(expression);
    }

    private String name(String name) {
        return switch (name) {
            case "as_of" -> "the as-of time";
            case "window_start" -> "the start of the window";
            case "window_middle" -> "the middle of the window";
            case "window_days" -> "the length of the window in days";
            default -> definition(name);
        };
    }

    private String definition(String name) {
        Optional<Expanded> definition = definitions.find(name);
        if (definition.isEmpty() || named.contains(name)) {
            return name;
        }
        Optional<Expression> expression = definitions.expression(name);
        if (definition.get().feature() || expression.isEmpty() || depth == DEEPEST) {
            return "the value of " + name;
        }
        told.merge(name, 1, Integer::sum);
        depth++;
        String phrase = phrase(expression.get());
        depth--;
        return phrase;
    }

    /** The expression behind names of lets. */
    private Expression resolved(Expression expression) {
        Expression current = expression;
        while (current instanceof Expression.Name name && !named.contains(name.name())) {
            Optional<Expression> let = definitions
                    .find(name.name())
                    .filter(definition -> !definition.feature())
                    .flatMap(definition -> definitions.expression(definition.name()));
            if (let.isEmpty()) {
                return current;
            }
            current = let.get();
        }
        return current;
    }

    private String function(Expression.Call call) {
        List<String> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            boolean leading = arguments.isEmpty()
                    && call.arguments().size() == 2
                    && call.function().equals("coalesce");
            arguments.add(leading ? phrase(argument) : operand(argument));
        }
        return FunctionPhrases.of(call.function(), arguments);
    }

    private String arithmetic(Expression.Binary binary) {
        List<String> kinds = binary.operator() == BinaryOperator.PLUS ? occurrences(binary) : List.of();
        if (kinds.size() > 1) {
            return "how many of these occurred at all: " + String.join("; ", kinds);
        }
        boolean chain = isSum(binary) && isSum(resolved(binary.left()));
        String left = chain ? phrase(binary.left()) : operand(binary.left());
        String right = operand(binary.right());
        return switch (binary.operator()) {
            case PLUS -> left + " plus " + right;
            case MINUS -> left + " minus " + right;
            case TIMES -> left + " times " + right;
            case DIVIDE -> left + (left.length() > LONG ? ", divided by " : " divided by ") + right;
            default -> "the remainder of " + left + " divided by " + right;
        };
    }

    private static boolean isSum(Expression expression) {
        return expression instanceof Expression.Binary binary
                && (binary.operator() == BinaryOperator.PLUS || binary.operator() == BinaryOperator.MINUS);
    }

    /** A part of a larger phrase: in parentheses where it is not clear by itself where it ends. */
    String operand(Expression expression) {
        Expression resolved = resolved(expression);
        if (resolved instanceof Expression.Call call
                && call.function().equals("coalesce")
                && call.arguments().size() == 2) {
            return operand(call.arguments().get(0)) + " (or "
                    + operand(call.arguments().get(1)) + " where there is none)";
        }
        boolean compound = resolved instanceof Expression.Binary
                || resolved instanceof Expression.Case
                || resolved instanceof Expression.Call call
                        && Set.of("coalesce", "nullif", "least", "greatest").contains(call.function());
        return compound ? "(" + phrase(expression) + ")" : phrase(expression);
    }

    /** {@code least(count, 1) + least(count, 1) + …}: what is counted; empty where the sum is another one. */
    private List<String> occurrences(Expression expression) {
        Expression resolved = resolved(expression);
        if (resolved instanceof Expression.Binary sum && sum.operator() == BinaryOperator.PLUS) {
            List<String> left = occurrences(sum.left());
            List<String> right = occurrences(sum.right());
            List<String> both = new ArrayList<>(left);
            both.addAll(right);
            return left.isEmpty() || right.isEmpty() ? List.of() : both;
        }
        if (resolved instanceof Expression.Call least
                && least.function().equals("least")
                && least.arguments().size() == 2
                && least.arguments().get(1) instanceof Expression.IntegerLiteral one
                && one.value() == 1
                && resolved(least.arguments().get(0)) instanceof Expression.Call count
                && count.function().equals("count")) {
            return List.of(aggregations.of(count).substring("the number of ".length()));
        }
        return List.of();
    }

    /** {@code case when x > 0 then y / x else z end} over an x that cannot be negative. */
    private Optional<String> ratio(Expression.Case cases) {
        if (cases.operand().isPresent()
                || cases.branches().size() != 1
                || cases.otherwise().isEmpty()
                || !(cases.branches().get(0).condition() instanceof Expression.Binary condition)
                || condition.operator() != BinaryOperator.GREATER
                || !(condition.right() instanceof Expression.IntegerLiteral zero)
                || zero.value() != 0
                || !(cases.branches().get(0).result() instanceof Expression.Binary quotient)
                || quotient.operator() != BinaryOperator.DIVIDE
                || !quotient.right().equals(condition.left())
                || !sign.isNonNegative(condition.left())) {
            return Optional.empty();
        }
        return Optional.of(
                arithmetic(quotient) + "; " + operand(cases.otherwise().get()) + " where the latter is 0");
    }

    private String cases(Expression.Case cases) {
        String branches = cases.branches().stream()
                .map(branch -> "if " + condition(cases, branch) + ", " + result(branch.result()))
                .collect(Collectors.joining("; "));
        return branches + "; otherwise " + cases.otherwise().map(this::result).orElse("null");
    }

    private String result(Expression expression) {
        return resolved(expression) instanceof Expression.Case ? operand(expression) : phrase(expression);
    }

    private String condition(Expression.Case cases, Expression.Branch branch) {
        return cases.operand()
                .map(operand -> operand(operand) + " is " + operand(branch.condition()))
                .orElseGet(() -> conditions.of(branch.condition()));
    }
}
