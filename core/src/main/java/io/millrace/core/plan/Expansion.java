package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.NameTemplate;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Repeats definitions once per combination of the values of their {@code for} and of their windows. */
final class Expansion {
    private final FeatureSet set;
    private final Function<ForEach, DataType> types;
    private final Timeline timeline;
    private final Problems problems;
    private final WindowRange setWindow;

    /**
     * @param types the type of a {@code for}'s column; text where nothing is known of it
     */
    Expansion(FeatureSet set, Function<ForEach, DataType> types, Timeline timeline, Problems problems) {
        this.set = set;
        this.types = types;
        this.timeline = timeline;
        this.problems = problems;
        this.setWindow = timeline.window(set.window(), Duration.ZERO, "window", "window", problems)
                .orElse(new WindowRange(1, 0));
    }

    /** The set's window; any where that cannot be told, which is reported. */
    WindowRange setWindow() {
        return setWindow;
    }

    /** All definitions, first the lets, each in written order. Names are not yet known to be unique. */
    List<Expanded> expand() {
        List<Expanded> expanded = new ArrayList<>();
        set.lets().forEach(definition -> expand(definition, false, expanded));
        set.features().forEach(definition -> expand(definition, true, expanded));
        return expanded;
    }

    private void expand(Definition definition, boolean feature, List<Expanded> target) {
        String label = Expanded.label(definition, feature);
        for (NameTemplate.Repetition copy : NameTemplate.repetitions(definition)) {
            Optional<WindowRange> own = definition.windows().map(windows -> window(definition, label, windows, copy));
            target.add(new Expanded(
                    copy.name(),
                    bound(definition, label, copy),
                    feature ? own.or(() -> Optional.of(setWindow)) : own,
                    definition,
                    feature));
        }
    }

    private WindowRange window(Definition definition, String label, Windows windows, NameTemplate.Repetition copy) {
        return timeline.window(
                        copy.length().orElse(set.window()),
                        windows.offset(),
                        label,
                        "window of " + definition.name(),
                        problems)
                .orElse(setWindow);
    }

    private Optional<Expression> bound(Definition definition, String label, NameTemplate.Repetition copy) {
        Optional<Expression> expression = Optional.of(definition.expression());
        for (int i = 0; i < copy.values().size(); i++) {
            ForEach each = definition.each().get(i);
            String value = copy.values().get(i);
            expression = expression.flatMap(tree -> bound(label, tree, each, value));
        }
        return expression;
    }

    private Optional<Expression> bound(String label, Expression tree, ForEach each, String value) {
        DataType type = types.apply(each);
        Optional<BoundExpression.Constant> constant = TypedValue.listed(value, type);
        if (constant.isEmpty()) {
            problems.inPart(
                    Problem.Cause.INPUT,
                    label,
                    "for of " + label,
                    "the value '" + value + "' is no " + type.sql() + ", the type of " + each.column(),
                    "list values of " + each.column() + " as they are in the input");
        }
        return constant.map(
                found -> new Substitution(each.column(), span -> TypedValue.expression(found, span)).in(tree));
    }
}
