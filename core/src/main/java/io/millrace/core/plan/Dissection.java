package io.millrace.core.plan;

import io.millrace.core.feature.Children;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Span;
import io.millrace.core.plan.FeatureTrace.Kind;
import io.millrace.core.plan.FeatureTrace.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the aggregations and expressions that a feature is computed from, through all definitions that it uses. */
final class Dissection {
    private static final Expression TRUE = new Expression.BooleanLiteral(true, Span.NONE);
    private static final Set<BinaryOperator> CHAINED =
            Set.of(BinaryOperator.PLUS, BinaryOperator.TIMES, BinaryOperator.AND, BinaryOperator.OR);

    private final Map<String, Expanded> definitions = new LinkedHashMap<>();
    private final WindowRange setWindow;
    private final Functions functions;
    private final Set<Key> visited = new HashSet<>();
    private final Set<Key> found = new HashSet<>();
    private final List<Piece> pieces = new ArrayList<>();

    /** A definition or an expression, and the window in which it is computed. */
    private record Key(Object what, WindowRange window) {}

    /**
     * A part, and the expressions that tell its value and whether it is evaluated.
     *
     * @param reached true where it is not guarded
     */
    record Piece(Part part, Expression value, Expression reached) {}

    /** Where an expression stands. */
    private record Context(WindowRange window, Guard guard) {
        Context with(Guard other) {
            return new Context(window, other);
        }
    }

    Dissection(List<Expanded> expanded, WindowRange setWindow, Functions functions) {
        expanded.forEach(definition -> definitions.putIfAbsent(definition.name(), definition));
        this.setWindow = setWindow;
        this.functions = functions;
    }

    /**
     * The pieces of a feature; those that others use come before them.
     *
     * @throws IllegalArgumentException where there is no such feature
     */
    List<Piece> of(String feature) {
        Expanded definition = definitions.get(feature);
        if (definition == null || !definition.feature()) {
            throw new IllegalArgumentException("there is no feature " + feature);
        }
        definition(feature, setWindow);
        return pieces;
    }

    /** The names of the definitions that it uses, its own among them. */
    Set<String> used() {
        Set<String> names = new LinkedHashSet<>();
        visited.forEach(key -> names.add((String) key.what()));
        return names;
    }

    private void definition(String name, WindowRange window) {
        Expanded definition = Objects.requireNonNull(definitions.get(name), name);
        WindowRange own = definition.window().orElse(window);
        if (!visited.add(new Key(name, own))) {
            return;
        }
        Context context = new Context(own, Guard.NONE);
        definition.expression().ifPresent(expression -> {
            parts(expression, context);
            add(expression, context, name);
        });
    }

    /** Adds what the expression is made of, and not itself. */
    private void parts(Expression expression, Context context) {
        if (expression instanceof Expression.Name name && definitions.containsKey(name.name())) {
            definition(name.name(), context.window());
        } else if (functions.isAggregation(expression)) {
            return;
        } else if (expression instanceof Expression.Case cases) {
            branches(cases, context);
        } else if (expression instanceof Expression.Call call && call.function().equals("coalesce")) {
            for (int i = 0; i < call.arguments().size(); i++) {
                whole(call.arguments().get(i), context.with(context.guard().argument(call, i)));
            }
        } else if (expression instanceof Expression.Binary binary) {
            side(binary, binary.left(), context);
            boolean logic = binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR;
            side(binary, binary.right(), logic ? context.with(context.guard().right(binary)) : context);
        } else {
            Children.of(expression).forEach(child -> whole(child, context));
        }
    }

    /** Of a chain such as {@code a + b + c}, sums of its first members are no parts that people ask for. */
    private void side(Expression.Binary binary, Expression side, Context context) {
        boolean chain = side instanceof Expression.Binary inner
                && inner.operator() == binary.operator()
                && CHAINED.contains(inner.operator());
        if (chain) {
            parts(side, context);
        } else {
            whole(side, context);
        }
    }

    private void branches(Expression.Case cases, Context context) {
        cases.operand().ifPresent(operand -> whole(operand, context));
        for (int i = 0; i < cases.branches().size(); i++) {
            Expression.Branch branch = cases.branches().get(i);
            whole(branch.condition(), context.with(context.guard().condition(cases, i)));
            whole(branch.result(), context.with(context.guard().result(cases, i)));
        }
        cases.otherwise()
                .ifPresent(otherwise ->
                        whole(otherwise, context.with(context.guard().otherwise(cases))));
    }

    private void whole(Expression expression, Context context) {
        parts(expression, context);
        boolean told = expression instanceof Expression.Literal
                || expression instanceof Expression.Name name && definitions.containsKey(name.name());
        if (!told) {
            add(expression, context, "");
        }
    }

    private void add(Expression expression, Context context, String name) {
        boolean aggregation = functions.isAggregation(expression);
        // Aggregations are computed whatever becomes of them, and names of the language are what they are.
        Guard guard = aggregation || expression instanceof Expression.Name ? Guard.NONE : context.guard();
        Expression value = guard.around(expression);
        boolean told =
                found.contains(new Key(expression, context.window())) || !found.add(new Key(value, context.window()));
        if (told && name.isEmpty()) {
            return;
        }
        String column = column("value");
        Optional<String> reached = guard == Guard.NONE ? Optional.empty() : Optional.of(column("reached"));
        Part part = new Part(
                aggregation ? Kind.AGGREGATION : Kind.STEP,
                column,
                name,
                Printer.print(expression),
                context.window(),
                reached);
        pieces.add(new Piece(part, value, guard.around(TRUE)));
    }

    /** No definition has it. */
    private String column(String kind) {
        String column = kind + " " + (pieces.size() + 1);
        while (definitions.containsKey(column)) {
            column += "'";
        }
        return column;
    }
}
