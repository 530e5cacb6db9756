package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Binds features and lets, each after those that it refers to, and once for every window in which it is computed. What
 * it refers to is kept in a list instead of found by recursion, so that a long chain of definitions needs no deep stack.
 */
final class DefinitionBinder {
    /** Names of a cycle that are told one by one. */
    private static final int MOST_IN_CYCLE = 10;

    private final Map<String, Expanded> definitions = new LinkedHashMap<>();
    private final Map<Key, Term> bound = new HashMap<>();
    private final Map<String, BoundFeature> features = new HashMap<>();
    private final Map<WindowRange, WindowScope> scopes = new HashMap<>();
    private final Set<Key> path = new LinkedHashSet<>();
    private final EventScope events;
    private final Timeline timeline;
    private final Values values;
    private final Problems problems;

    /** A definition, and the window in which it is computed. */
    private record Key(String name, WindowRange window) {}

    DefinitionBinder(List<Expanded> expanded, EventScope events, Timeline timeline, Values values, Problems problems) {
        expanded.forEach(definition -> definitions.putIfAbsent(definition.name(), definition));
        this.events = events;
        this.timeline = timeline;
        this.values = values;
        this.problems = problems;
    }

    boolean knows(String name) {
        return definitions.containsKey(name);
    }

    Set<String> names() {
        return definitions.keySet();
    }

    /** The feature; empty where it is none, which is reported. */
    Optional<BoundFeature> feature(Expanded definition) {
        Term term = define(definition.name(), definition.window().orElseThrow());
        if (!(term instanceof Term.Value) && !(term instanceof Term.Failed)) {
            String advice = term instanceof Term.Null ? "give it a type: cast(null as double)" : "";
            reporter(definition)
                    .wrong(
                            definition.written().expression().span(),
                            "feature " + definition.name() + " cannot be " + Unifier.typeName(term),
                            advice);
        }
        return Optional.ofNullable(features.get(definition.name()));
    }

    /**
     * What the definition of that name is: a constant, or the column of a value.
     *
     * @param window that of a let without its own
     */
    Term define(String name, WindowRange window) {
        Key root = key(name, window);
        Deque<Visit> visits = new ArrayDeque<>();
        if (!bound.containsKey(root)) {
            visits.push(visit(root));
        }
        while (!visits.isEmpty()) {
            Visit visit = visits.element();
            Optional<Key> next = visit.next();
            if (next.isPresent()) {
                visits.push(visit(next.get()));
            } else {
                bound.put(visit.key, bind(visit.key));
                path.remove(visit.key);
                visits.remove();
            }
        }
        return Objects.requireNonNull(bound.get(root));
    }

    private Key key(String name, WindowRange window) {
        return new Key(name, definition(name).window().orElse(window));
    }

    private Expanded definition(String name) {
        return Objects.requireNonNull(definitions.get(name), name);
    }

    private Visit visit(Key key) {
        path.add(key);
        Deque<Key> uses = new ArrayDeque<>();
        definition(key.name())
                .expression()
                .ifPresent(expression -> events.functions().namesOutside(expression, used -> {
                    if (knows(used)) {
                        uses.add(key(used, key.window()));
                    }
                }));
        return new Visit(key, uses);
    }

    /** A definition on the path, and what it uses and was not looked at yet. */
    private final class Visit {
        private final Key key;
        private final Deque<Key> uses;

        Visit(Key key, Deque<Key> uses) {
            this.key = key;
            this.uses = uses;
        }

        /** One that is to be bound before; those on the path are a cycle, which binding reports. */
        Optional<Key> next() {
            while (!uses.isEmpty()) {
                Key used = uses.remove();
                if (!bound.containsKey(used) && !path.contains(used)) {
                    return Optional.of(used);
                }
            }
            return Optional.empty();
        }
    }

    /** Those that it uses are bound already, but for those of a cycle. */
    private Term bind(Key key) {
        Expanded definition = definition(key.name());
        Span span = definition.written().expression().span();
        if (definition.expression().isEmpty()) {
            return new Term.Failed(span);
        }
        Reporter reporter = reporter(definition);
        int knownValues = values.all().size();
        int knownFilters = values.allFilters().size();
        Term term = new ExpressionBinder(scope(key.window()), reporter)
                .bind(definition.expression().get());
        if (!canTell(term, knownValues, knownFilters)) {
            return reporter.wrong(
                    span, "this time is outside what microseconds in 64 bits can tell", "use a shorter interval");
        }
        if (!(term instanceof Term.Value value)) {
            return term;
        }
        return definition.feature() ? feature(definition, value) : named(value);
    }

    private boolean canTell(Term term, int knownValues, int knownFilters) {
        return (!(term instanceof Term.Value value) || timeline.canTell(value.expression()))
                && values.all().subList(knownValues, values.all().size()).stream()
                        .flatMap(found -> found.expressions().stream())
                        .allMatch(timeline::canTell)
                && values.allFilters().subList(knownFilters, values.allFilters().size()).stream()
                        .allMatch(timeline::canTell);
    }

    /** Makes a step of an expression that is more than a constant or a value that exists already. */
    private Term.Value named(Term.Value value) {
        BoundExpression expression = value.expression();
        boolean constant = expression instanceof BoundExpression.Constant || expression instanceof BoundExpression.AsOf;
        return constant ? value : new Term.Value(column(expression), value.fromInput(), value.span());
    }

    private BoundExpression.Column column(BoundExpression expression) {
        if (expression instanceof BoundExpression.Column column) {
            return column;
        }
        int number = values.value(new Values.Computed(expression));
        return new BoundExpression.Column(number, expression.type(), expression.nullable());
    }

    private Term feature(Expanded definition, Term.Value value) {
        Term.Value named = named(value);
        Optional<Expression.Literal> written = definition.written().defaultValue();
        if (written.isEmpty()) {
            features.put(definition.name(), BoundFeature.of(column(named.expression())));
            return named;
        }
        BoundExpression.Column before = column(named.expression());
        Optional<BoundExpression.Constant> constant = TypedValue.written(written.get(), before.type());
        if (constant.isEmpty()) {
            String label = definition.written().name();
            problems.inPart(
                    value.fromInput() ? Problem.Cause.INPUT : Problem.Cause.DEFINITION,
                    definition.label(),
                    "default of " + label,
                    "the default " + Printer.print(written.get()) + " is no value of " + label + ", which is "
                            + before.type().sql(),
                    "write a " + before.type().sql() + ", or make the feature another type with cast");
            return new Term.Failed(value.span());
        }
        BoundExpression.Column filled = before.nullable() ? column(filled(before, constant.get())) : before;
        features.put(definition.name(), new BoundFeature(filled, Optional.of(before), constant));
        return new Term.Value(filled, value.fromInput(), value.span());
    }

    private static BoundExpression filled(BoundExpression.Column before, BoundExpression.Constant constant) {
        return new BoundExpression.Call(ScalarFunction.COALESCE, List.of(before, constant), before.type(), false);
    }

    private Reporter reporter(Expanded definition) {
        return problems.reporter(
                definition.label(),
                definition.written().name(),
                definition.written().text());
    }

    private WindowScope scope(WindowRange window) {
        return scopes.computeIfAbsent(window, range -> new WindowScope(this, range, events, values));
    }

    /** What a name stands for in the expression that is bound now; unbound is what itself waits for that expression. */
    Term reference(Expression.Name name, WindowRange window, Reporter reporter) {
        Key key = key(name.name(), window);
        Term known = bound.get(key);
        return known == null ? cycle(name, key, reporter) : known.at(name.span());
    }

    /** Told from the definition that is bound now, which is the last on the path. */
    private Term cycle(Expression.Name name, Key key, Reporter reporter) {
        List<Key> waiting = new ArrayList<>(path);
        List<String> cycle = new ArrayList<>();
        waiting.subList(waiting.indexOf(key), waiting.size()).forEach(part -> cycle.add(part.name()));
        Collections.rotate(cycle, 1);
        String first = cycle.get(0);
        int more = cycle.size() - MOST_IN_CYCLE;
        if (more > 0) {
            cycle.subList(MOST_IN_CYCLE, cycle.size()).clear();
            cycle.add("… " + more + " more …");
        }
        if (cycle.size() == 1) {
            return reporter.wrong(
                    name.span(), first + " is computed from itself", "name what it is meant to be computed from");
        }
        String arrows = String.join(" → ", cycle) + " → " + first;
        return reporter.wrong(name.span(), "definitions form a cycle: " + arrows, "let one of them not use the next");
    }
}
