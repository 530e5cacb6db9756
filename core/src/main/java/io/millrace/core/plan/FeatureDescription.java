package io.millrace.core.plan;

import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
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
        Optional<String> byDefault,
        List<String> nullWhere,
        List<String> checks) {
    public FeatureDescription {
        columns = List.copyOf(columns);
        nullWhere = List.copyOf(nullWhere);
        checks = List.copyOf(checks);
    }

    /**
     * Describes one feature.
     *
     * @throws IllegalArgumentException where the set has no such feature
     */
    public static FeatureDescription describe(FeatureSet set, String feature) {
        Definitions definitions = new Definitions(set);
        Expanded definition = definitions
                .find(feature)
                .filter(Expanded::feature)
                .orElseThrow(() -> new IllegalArgumentException("there is no feature " + feature));
        return describe(set, definitions, definition);
    }

    /** Describes every feature of the set, in the order of the matrix. */
    public static List<FeatureDescription> describe(FeatureSet set) {
        Definitions definitions = new Definitions(set);
        return definitions.features().stream()
                .map(definition -> describe(set, definitions, definition))
                .toList();
    }

    private static FeatureDescription describe(FeatureSet set, Definitions definitions, Expanded definition) {
        double days = set.window().toNanos() / (Window.MICROS_PER_DAY * 1e3);
        Optional<Expression> expression = definition.expression();
        return new FeatureDescription(
                definition.name(),
                definition.written().text(),
                definition.written().description(),
                expression.map(new Sentence(set, definitions)::of).orElse(""),
                columns(definitions, definition.name()),
                expression.flatMap(new EmptyGroup(definitions, days)::of).map(EmptyGroup.Known::toString),
                expression.map(new NullCauses(definitions)::of).orElse(List.of()),
                checks(set, definition.name()));
    }

    private static List<String> columns(Definitions definitions, String name) {
        Set<String> columns = new LinkedHashSet<>();
        definitions.forEachUsedBy(name, used -> Definitions.Names.inside(used, columns::add));
        columns.removeAll(BuiltIns.NAMES);
        return List.copyOf(columns);
    }

    private static List<String> checks(FeatureSet set, String name) {
        List<String> checks = new ArrayList<>();
        for (Check check : set.checks()) {
            if (check instanceof Check.Range range && range.feature().equals(name)) {
                checks.add(range(range));
            } else if (check instanceof Check.NotNull notNull
                    && notNull.feature().equals(name)) {
                checks.add("never null");
            } else if (check instanceof Check.Condition condition) {
                Set<String> names = new LinkedHashSet<>();
                Definitions.Names.outside(condition.expression(), names::add);
                if (names.contains(name)) {
                    checks.add(condition.text());
                }
            }
        }
        return checks;
    }

    private static String range(Check.Range range) {
        Optional<String> min = range.min().map(value -> new EmptyGroup.Known(value).toString());
        Optional<String> max = range.max().map(value -> new EmptyGroup.Known(value).toString());
        if (min.isPresent() && max.isPresent()) {
            return "between " + min.get() + " and " + max.get();
        }
        return min.isPresent() ? "at least " + min.get() : "at most " + max.orElseThrow();
    }
}
