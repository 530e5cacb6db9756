package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a feature set, the schema of its events and as-of times into a {@link FeaturePlan}, or into all its problems.
 *
 * <p>Names are resolved, {@code for} and {@code windows} are expanded, types and nullability are inferred, written
 * shorthand ({@code between}, {@code case x when}) is reduced to the functions of a plan, equal aggregations, filters,
 * windows and steps are shared, and what no feature needs is left out, after it was checked.
 */
public final class Binder {
    /* How it works. Definitions are bound one after the other, each after those it refers to, into one table of values
     * (Values) in which equal things are found once; event columns keep the schema's numbers. A let without windows of its
     * own is bound once per window of those who use it. PlanAssembler then takes from the table what the features need and
     * numbers it as a plan does. What is wrong goes to Problems, and binding goes on with Term.Failed, about which nothing
     * more is said. To add a function or an aggregation, see ScalarSignature and AggregationSignature. */
    private final FeatureSet set;
    private final Schema schema;
    private final Timeline timeline;
    private final boolean asOfColumn;
    private final Functions functions;
    private final Problems problems;
    private final InputRules input;

    private Binder(
            FeatureSet set,
            Schema schema,
            Timeline timeline,
            boolean asOfColumn,
            Functions functions,
            Problems problems) {
        this.set = set;
        this.schema = schema;
        this.timeline = timeline;
        this.asOfColumn = asOfColumn || timeline.asOfTimes().size() > 1;
        this.functions = functions;
        this.problems = problems;
        this.input = new InputRules(schema, problems);
    }

    /**
     * Binds with the set's window before the as-of time.
     *
     * @param schema the columns of the events
     * @throws DefinitionException with all problems
     */
    public static FeaturePlan bind(FeatureSet set, Schema schema, Instant asOf) {
        return bind(set, schema, List.of(asOf), false, Extensions.NONE);
    }

    /**
     * Binds the set.
     *
     * @param asOfTimes at least one, in any order
     * @param asOfColumn whether the matrix has a column of as-of times; with several it always has
     * @param extensions what the set may use beside the language
     * @throws DefinitionException with all problems
     */
    public static FeaturePlan bind(
            FeatureSet set, Schema schema, List<Instant> asOfTimes, boolean asOfColumn, Extensions extensions) {
        if (asOfTimes.isEmpty()) {
            throw new IllegalArgumentException("a plan needs an as-of time");
        }
        Problems problems = new Problems(set.places());
        Timeline timeline = Timeline.of(asOfTimes, problems);
        return new Binder(set, schema, timeline, asOfColumn, new Functions(extensions), problems).bind();
    }

    /**
     * Binds with another window than the set's.
     *
     * @throws DefinitionException with all problems
     */
    public static FeaturePlan bind(FeatureSet set, Schema schema, Window window) {
        Duration length = Duration.of(window.length(), ChronoUnit.MICROS);
        return bind(set.withWindow(length), schema, window.endInstant());
    }

    private FeaturePlan bind() {
        input.check(set, asOfColumn);
        new ExtensionRules(problems).check(functions.extensions());
        Expansion expansion = new Expansion(set, input::type, timeline, problems);
        List<Expanded> definitions = expansion.expand();
        new NameRules(set.entity(), problems).check(definitions);
        WindowRange setWindow = expansion.setWindow();
        Values values = new Values();
        EventScope events = events(definitions, setWindow, values.window(setWindow));
        EventConditions conditions = new EventConditions(events, input, problems);
        Optional<BoundExpression> where = conditions.where(set);
        List<FeaturePlan.PlannedValidator> validators = conditions.validators(set);
        DefinitionBinder binder = new DefinitionBinder(definitions, events, timeline, values, problems);
        Map<String, Optional<BoundFeature>> features = features(definitions, binder, setWindow);
        List<FeaturePlan.PlannedCheck> checks = checks(definitions, features, setWindow);
        if (!problems.all().isEmpty()) {
            throw new DefinitionException(problems.all());
        }
        Map<String, BoundFeature> sound = new LinkedHashMap<>();
        features.forEach((name, feature) -> sound.put(name, feature.orElseThrow()));
        return new PlanAssembler(set, schema, values)
                .assemble(new PlanAssembler.Parts(timeline, asOfColumn, where, validators, sound, checks));
    }

    private EventScope events(List<Expanded> definitions, WindowRange window, int number) {
        Set<String> names = definitions.stream().map(Expanded::name).collect(Collectors.toSet());
        return new EventScope(schema, set.columns(), BuiltIns.of(window), names, set.time(), number, functions);
    }

    /** All features in order, those that are wrong without a value; lets that nothing uses are bound for their problems. */
    private static Map<String, Optional<BoundFeature>> features(
            List<Expanded> definitions, DefinitionBinder binder, WindowRange setWindow) {
        Map<String, Optional<BoundFeature>> features = new LinkedHashMap<>();
        for (Expanded definition : definitions) {
            if (definition.feature()) {
                features.put(definition.name(), binder.feature(definition));
            } else {
                binder.define(definition.name(), setWindow);
            }
        }
        return features;
    }

    private List<FeaturePlan.PlannedCheck> checks(
            List<Expanded> definitions, Map<String, Optional<BoundFeature>> features, WindowRange setWindow) {
        int keys = set.entity().size();
        Map<String, Optional<BoundFeature>> columns = new LinkedHashMap<>();
        for (Map.Entry<String, Optional<BoundFeature>> feature : features.entrySet()) {
            int ordinal = keys + (asOfColumn ? 1 : 0) + columns.size();
            columns.put(feature.getKey(), feature.getValue().map(bound -> bound.at(ordinal)));
        }
        Set<String> lets = definitions.stream()
                .filter(definition -> !definition.feature())
                .map(Expanded::name)
                .collect(Collectors.toCollection(HashSet::new));
        BoundExpression asOf = asOfColumn
                ? new BoundExpression.Column(keys, DataType.TIMESTAMP, false)
                : new BoundExpression.Constant(DataType.TIMESTAMP, timeline.first());
        BuiltIns builtIns = new BuiltIns(Optional.of(asOf), Optional.of(setWindow));
        return new CheckBinder(columns, lets, builtIns, functions, problems).bind(set.checks());
    }
}
