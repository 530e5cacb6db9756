package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Binds features and lets, each after those that it refers to. Outside aggregations a name is one of them, or a built-in
 * name.
 */
final class DefinitionBinder implements Scope {
    private final Map<String, Expanded> definitions = new LinkedHashMap<>();
    private final Map<String, Term> bound = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final EventScope events;
    private final BuiltIns builtIns;
    private final Values values;
    private final Problems problems;
    private final AggregationBinder aggregations;

    DefinitionBinder(List<Expanded> expanded, EventScope events, BuiltIns builtIns, Values values, Problems problems) {
        expanded.forEach(definition -> definitions.putIfAbsent(definition.name(), definition));
        this.events = events;
        this.builtIns = builtIns;
        this.values = values;
        this.problems = problems;
        this.aggregations = new AggregationBinder(events, values);
    }

    /**
     * What the definition of that name is: a constant, or the column of a value. What it uses is bound before it, from a
     * list instead of by recursion, so that a long chain of definitions needs no deep stack.
     */
    Term define(String name) {
        Deque<String> waiting = new ArrayDeque<>(List.of(name));
        Set<String> entered = new HashSet<>();
        while (!waiting.isEmpty()) {
            String next = waiting.element();
            if (bound.containsKey(next)) {
                waiting.remove();
            } else if (entered.add(next)) {
                uses(next).filter(used -> !entered.contains(used)).forEach(waiting::push);
            } else {
                bindNow(next);
            }
        }
        return Objects.requireNonNull(bound.get(name));
    }

    private Expanded definition(String name) {
        return Objects.requireNonNull(definitions.get(name), name);
    }

    private Stream<String> uses(String name) {
        List<String> names = new ArrayList<>();
        definition(name).expression().ifPresent(used -> Definitions.Names.outside(used, names::add));
        return names.stream().filter(definitions::containsKey);
    }

    /** Those that it uses are bound already, but for those of a cycle. */
    private Term bindNow(String name) {
        Expanded definition = definition(name);
        open.add(name);
        Term term = definition
                .expression()
                .map(expression -> named(new ExpressionBinder(this, reporter(definition)).bind(expression)))
                .orElse(new Term.Failed(definition.written().expression().span()));
        open.remove(name);
        bound.put(name, term);
        return term;
    }

    /** Makes a step of an expression that is more than a constant or a value that exists already. */
    private Term named(Term term) {
        if (!(term instanceof Term.Value value) || value.expression() instanceof BoundExpression.Constant) {
            return term;
        }
        return value.expression() instanceof BoundExpression.Column
                ? term
                : new Term.Value(step(value.expression()), value.fromInput(), value.span());
    }

    private BoundExpression.Column step(BoundExpression expression) {
        int number = values.value(new Values.Computed(expression));
        return new BoundExpression.Column(number, expression.type(), expression.nullable());
    }

    /** The column of values that is the feature; reports where it can be none. */
    Optional<BoundExpression.Column> feature(Expanded definition) {
        Term term = define(definition.name());
        if (term instanceof Term.Value value) {
            return Optional.of(
                    value.expression() instanceof BoundExpression.Column column ? column : step(value.expression()));
        }
        if (!(term instanceof Term.Failed)) {
            String advice = term instanceof Term.Null ? "give it a type: cast(null as double)" : "";
            reporter(definition)
                    .wrong(
                            definition.written().expression().span(),
                            "feature " + definition.name() + " cannot be " + Unifier.typeName(term),
                            advice);
        }
        return Optional.empty();
    }

    private Reporter reporter(Expanded definition) {
        return new Reporter(
                problems, definition.written().name(), definition.written().text());
    }

    @Override
    public Term resolve(Expression.Name name, Reporter reporter) {
        if (open.contains(name.name())) {
            return cycle(name, reporter);
        }
        if (definitions.containsKey(name.name())) {
            Term known = bound.get(name.name());
            return (known == null ? bindNow(name.name()) : known).at(name.span());
        }
        return builtIns.resolve(name).orElseGet(() -> unknown(name, reporter));
    }

    private Term cycle(Expression.Name name, Reporter reporter) {
        List<String> path = new ArrayList<>(open);
        List<String> cycle = path.subList(path.indexOf(name.name()), path.size());
        String arrows = String.join(" → ", cycle) + " → " + name.name();
        return reporter.wrong(name.span(), "definitions form a cycle: " + arrows, "let one of them not use the next");
    }

    private Term unknown(Expression.Name name, Reporter reporter) {
        if (events.find(name.name()).isPresent()) {
            DataType type = events.find(name.name()).get().type();
            String aggregation = type == DataType.TEXT ? "count" : type.isNumeric() ? "sum" : "max";
            return reporter.wrong(
                    name.span(),
                    "event column " + name.name() + " stands outside an aggregation",
                    "aggregate it, for example " + aggregation + "(" + name.name() + ")");
        }
        List<String> names = new ArrayList<>(definitions.keySet());
        names.addAll(BuiltIns.NAMES);
        return reporter.wrong(
                name.span(),
                "there is no feature or let " + name.name(),
                Names.advice(name.name(), names, "define it under let"));
    }

    @Override
    public Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        return aggregations.bind(call, signature, reporter);
    }

    /** Reports names that are given twice or are taken by something else. */
    void checkNames(List<Expanded> expanded, String entity) {
        Set<String> seen = new LinkedHashSet<>();
        for (Expanded definition : expanded) {
            String name = definition.name();
            if (!seen.add(name)) {
                problems.inPart(
                        Problem.Cause.DEFINITION,
                        part(definition),
                        "the name " + name + " is given twice",
                        "choose another name");
            }
            if (BuiltIns.NAMES.contains(name)) {
                problems.inPart(
                        Problem.Cause.DEFINITION,
                        part(definition),
                        name + " is a name of the language",
                        "choose another name");
            }
            if (definition.feature() && name.equals(entity)) {
                problems.inPart(
                        Problem.Cause.DEFINITION,
                        part(definition),
                        "feature " + name + " is named like the entity's column",
                        "both are columns of the matrix: choose another name");
            }
        }
    }

    private static String part(Expanded definition) {
        return (definition.feature() ? "feature " : "let ")
                + definition.written().name();
    }
}
