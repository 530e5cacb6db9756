package io.millrace.core.plan;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes from the table of values what the features need, and numbers it as a plan does: columns in the order of their
 * first use after key and time, windows (after the set's), aggregations and filters likewise, steps after those that they
 * use.
 */
final class PlanAssembler {
    private final FeatureSet set;
    private final Schema schema;
    private final Values values;
    private final Map<Integer, Integer> reads = new LinkedHashMap<>();
    private final Map<Integer, Integer> windowNumbers = new LinkedHashMap<>();
    private final Map<Integer, Integer> filterNumbers = new LinkedHashMap<>();
    private final Map<Integer, Integer> valueNumbers = new LinkedHashMap<>();

    /**
     * @param values in which the set's window is number 0
     */
    PlanAssembler(FeatureSet set, Schema schema, Values values) {
        this.set = set;
        this.schema = schema;
        this.values = values;
    }

    /** The sound parts of a set, over the columns of the input. */
    record Parts(
            Timeline timeline,
            boolean asOfColumn,
            Optional<BoundExpression> where,
            List<PlannedValidator> validators,
            Map<String, BoundFeature> features,
            List<FeaturePlan.PlannedCheck> checks) {}

    FeaturePlan assemble(Parts parts) {
        List<Integer> keys = set.entity().stream()
                .map(column -> read(schema.indexOf(column)))
                .toList();
        int time = read(schema.indexOf(set.time()));
        window(0);
        Optional<BoundExpression> where = parts.where().map(this::overReads);
        List<PlannedValidator> validators =
                parts.validators().stream().map(this::renumber).toList();
        List<AggregationCall> aggregations = new ArrayList<>();
        List<BoundExpression> steps = new ArrayList<>();
        BitSet needed = needed(parts.features());
        needed.stream().forEach(number -> {
            if (values.value(number) instanceof Values.Aggregated aggregated) {
                valueNumbers.put(number, aggregations.size());
                aggregations.add(renumber(aggregated.call()));
            }
        });
        needed.stream().forEach(number -> {
            if (values.value(number) instanceof Values.Computed computed) {
                valueNumbers.put(number, aggregations.size() + steps.size());
                steps.add(Ordinals.renumber(computed.expression(), this::valueNumber));
            }
        });
        List<FeaturePlan.Feature> columns = new ArrayList<>();
        parts.features().forEach((name, feature) -> columns.add(feature(name, feature)));
        return new FeaturePlan(
                set.name(),
                new Schema(reads.keySet().stream().map(schema::field).toList()),
                keys,
                time,
                parts.timeline().asOfTimes(),
                parts.asOfColumn(),
                windowNumbers.keySet().stream().map(values::window).toList(),
                where,
                validators,
                filterNumbers.keySet().stream()
                        .map(number -> overReads(values.filter(number)))
                        .toList(),
                aggregations,
                steps,
                columns,
                parts.checks(),
                breakdowns(),
                Optional.empty());
    }

    private FeaturePlan.Feature feature(String name, BoundFeature feature) {
        BoundExpression.Column column = feature.column();
        return new FeaturePlan.Feature(
                new Field(name, column.type(), column.nullable()),
                valueNumber(column.ordinal()),
                feature.beforeDefault()
                        .map(before -> OptionalInt.of(valueNumber(before.ordinal())))
                        .orElse(OptionalInt.empty()),
                feature.defaultValue());
    }

    private int valueNumber(int value) {
        return Objects.requireNonNull(valueNumbers.get(value));
    }

    private BitSet needed(Map<String, BoundFeature> features) {
        BitSet needed = new BitSet();
        features.values().forEach(feature -> {
            needed.set(feature.column().ordinal());
            feature.beforeDefault().ifPresent(before -> needed.set(before.ordinal()));
        });
        for (int number = needed.length() - 1; number >= 0; number = needed.previousSetBit(number - 1)) {
            if (values.value(number) instanceof Values.Computed computed) {
                Ordinals.forEach(computed.expression(), needed::set);
            }
        }
        return needed;
    }

    private AggregationCall renumber(AggregationCall call) {
        return new AggregationCall(
                call.function(),
                call.arguments().stream().map(this::overReads).toList(),
                call.parameter(),
                call.filter().map(this::filter),
                window(call.window()),
                call.type(),
                call.user());
    }

    private PlannedValidator renumber(PlannedValidator validator) {
        return new PlannedValidator(
                validator.name(),
                validator.condition().map(this::overReads),
                validator.user(),
                validator.columns().stream().map(this::read).toList());
    }

    /**
     * The columns of {@code for} that are read anyway; a column that no feature depends on is not read to count its values.
     */
    private List<FeaturePlan.Breakdown> breakdowns() {
        Map<Integer, Set<Object>> listed = new LinkedHashMap<>();
        Stream.concat(set.lets().stream(), set.features().stream())
                .map(Definition::each)
                .flatMap(List::stream)
                .filter(each -> reads.containsKey(schema.indexOf(each.column())))
                .forEach(each -> listed.computeIfAbsent(
                                read(schema.indexOf(each.column())), column -> new LinkedHashSet<>())
                        .addAll(values(each)));
        return listed.entrySet().stream()
                .map(column -> new FeaturePlan.Breakdown(column.getKey(), column.getValue()))
                .toList();
    }

    private List<Object> values(ForEach each) {
        return each.values().stream()
                .flatMap(value -> TypedValue.listed(
                        value, schema.field(schema.indexOf(each.column())).type())
                        .stream())
                .map(constant -> Objects.requireNonNull(constant.value()))
                .toList();
    }

    private BoundExpression overReads(BoundExpression expression) {
        return Ordinals.renumber(expression, this::read);
    }

    private int window(int number) {
        return windowNumbers.computeIfAbsent(number, window -> windowNumbers.size());
    }

    /** Reads its columns at once, so that they stand in the order of their use. */
    private int filter(int number) {
        Ordinals.forEach(values.filter(number), this::read);
        return filterNumbers.computeIfAbsent(number, filter -> filterNumbers.size());
    }

    private int read(int ordinal) {
        return reads.computeIfAbsent(ordinal, column -> reads.size());
    }
}
