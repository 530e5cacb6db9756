package io.millrace.core.plan;

import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Printer;
import io.millrace.core.port.Extensions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a feature means, told from its definition alone, without any input.
 *
 * @param name the column of the matrix
 * @param expression the definition as written
 * @param description what its author says of it; may be empty
 * @param sentence what it computes, one English sentence made from the expression
 * @param columns the event columns that it is computed from, in the order of their first use
 * @param filters the conditions on the events that it is computed from, in the order of their first use
 * @param window the span of events that it is computed from: {@code the 30 days before the as-of time}
 * @param defaultValue what stands for null in it; empty where it has no default
 * @param byDefault its value for an entity without events, {@code null} included; empty where that depends on the
 *     as-of time
 * @param nullWhere when it is null, each to be read after "null where"; empty where only a result that is no finite
 *     number would be
 * @param checks the checks that concern it: {@code between 0 and 1}
 */
public record FeatureDescription(
        String name,
        String expression,
        String description,
        String sentence,
        List<String> columns,
        List<String> filters,
        String window,
        Optional<String> defaultValue,
        Optional<String> byDefault,
        List<String> nullWhere,
        List<String> checks) {
    public FeatureDescription {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
        nullWhere = List.copyOf(nullWhere);
        checks = List.copyOf(checks);
    }

    /**
     * Describes one feature.
     *
     * @throws IllegalArgumentException where the set has no such feature
     */
    public static FeatureDescription describe(FeatureSet set, String feature, Extensions extensions) {
        Definitions definitions = new Definitions(set, new Functions(extensions));
        Expanded definition = definitions
                .find(feature)
                .filter(Expanded::feature)
                .orElseThrow(() -> new IllegalArgumentException("there is no feature " + feature));
        return describe(set, definitions, definition);
    }

    /** Describes every feature of the set, in the order of the matrix. */
    public static List<FeatureDescription> describe(FeatureSet set, Extensions extensions) {
        Definitions definitions = new Definitions(set, new Functions(extensions));
        return definitions.features().stream()
                .map(definition -> describe(set, definitions, definition))
                .toList();
    }

    private static FeatureDescription describe(FeatureSet set, Definitions definitions, Expanded definition) {
        Optional<Expression> expression = definition.expression();
        WindowPhrases window = WindowPhrases.of(set, definition.written(), definition.name());
        Optional<Expression.Literal> fallback = definition.written().defaultValue();
        return new FeatureDescription(
                definition.name(),
                definition.written().text(),
                definition.written().description(),
                expression
                        .map(tree -> new Sentence(set, definitions).of(tree, tail(window, fallback)))
                        .orElse(""),
                columns(definitions, definition.name()),
                filters(definitions, definition.name()),
                window.toString(),
                fallback.map(Printer::print),
                expression
                        .flatMap(new EmptyGroup(definitions, window.days())::of)
                        .map(known -> known.value() == null && fallback.isPresent()
                                ? Printer.print(fallback.get())
                                : known.toString()),
                fallback.isPresent()
                        ? List.of()
                        : expression.map(new NullCauses(definitions)::of).orElse(List.of()),
                checks(set, definition.name()));
    }

    /** What follows the phrase of the expression: the window, where it is the feature's own, and the default. */
    private static String tail(WindowPhrases window, Optional<Expression.Literal> fallback) {
        return (window.own() ? ", in " + window : "")
                + fallback.map(value -> "; " + Printer.print(value) + " where there is no value")
                        .orElse("");
    }

    private static List<String> filters(Definitions definitions, String name) {
        Set<String> filters = new LinkedHashSet<>();
        definitions.forEachUsedBy(
                name,
                used -> definitions
                        .functions()
                        .aggregations(
                                used, call -> call.filter().map(Printer::print).ifPresent(filters::add)));
        return List.copyOf(filters);
    }

    private static List<String> columns(Definitions definitions, String name) {
        Set<String> columns = new LinkedHashSet<>();
        definitions.forEachUsedBy(name, used -> definitions.functions().namesInside(used, columns::add));
        columns.removeAll(BuiltIns.NAMES);
        return List.copyOf(columns);
    }

    private static List<String> checks(FeatureSet set, String name) {
        List<String> checks = new ArrayList<>();
        for (Check check : set.checks()) {
            if (check.key().equals(name) && !(check instanceof Check.Condition)) {
                ofFeature(check).ifPresent(checks::add);
            } else if (check instanceof Check.Condition condition) {
                Set<String> names = new LinkedHashSet<>();
                Functions.allNames(condition.expression(), names::add);
                if (names.contains(name)) {
                    checks.add(condition.text());
                }
            }
        }
        return checks;
    }

    private static Optional<String> ofFeature(Check check) {
        if (check instanceof Check.Range range) {
            return Optional.of(range(range.min(), range.max()));
        }
        if (check instanceof Check.NotNull) {
            return Optional.of("never null");
        }
        if (check instanceof Check.Unique) {
            return Optional.of("no value twice");
        }
        if (check instanceof Check.MaxDefault most) {
            return Optional.of("the default in at most " + percent(most.limit()) + " of the rows");
        }
        if (check instanceof Check.Share share) {
            String bounds =
                    range(share.min().map(part -> part * 100), share.max().map(part -> part * 100));
            return Optional.of(Printer.print(share.value()) + " in " + bounds + " % of the rows");
        }
        return Optional.empty();
    }

    private static String percent(double share) {
        return new EmptyGroup.Known(share * 100) + " %";
    }

    private static String range(Optional<Double> least, Optional<Double> most) {
        Optional<String> min = least.map(value -> new EmptyGroup.Known(value).toString());
        Optional<String> max = most.map(value -> new EmptyGroup.Known(value).toString());
        if (min.isPresent() && max.isPresent()) {
            return "between " + min.get() + " and " + max.get();
        }
        return min.isPresent() ? "at least " + min.get() : "at most " + max.orElseThrow();
    }
}
