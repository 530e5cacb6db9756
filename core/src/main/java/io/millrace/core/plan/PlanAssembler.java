package io.millrace.core.plan;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes from the table of values what the features need, and numbers it as a plan does: columns in the order of their
 * first use after key and time, aggregations and filters likewise, steps after those that they use.
 */
final class PlanAssembler {
    private final FeatureSet set;
    private final Schema schema;
    private final Window window;
    private final Values values;
    private final Map<Integer, Integer> reads = new LinkedHashMap<>();
    private final Map<Integer, Integer> filterNumbers = new LinkedHashMap<>();
    private final Map<Integer, Integer> valueNumbers = new LinkedHashMap<>();
    private final List<BoundExpression> filters = new ArrayList<>();

    PlanAssembler(FeatureSet set, Schema schema, Window window, Values values) {
        this.set = set;
        this.schema = schema;
        this.window = window;
        this.values = values;
    }

    FeaturePlan assemble(
            Map<String, Optional<BoundExpression.Column>> features, List<FeaturePlan.PlannedCheck> checks) {
        int key = read(schema.indexOf(set.entity()));
        int time = read(schema.indexOf(set.time()));
        BitSet needed = needed(features);
        List<AggregationCall> aggregations = new ArrayList<>();
        List<BoundExpression> steps = new ArrayList<>();
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
        features.forEach((name, column) -> columns.add(feature(name, column.orElseThrow())));
        Schema read = new Schema(reads.keySet().stream().map(schema::field).toList());
        return new FeaturePlan(set.name(), read, key, time, window, filters, aggregations, steps, columns, checks);
    }

    private FeaturePlan.Feature feature(String name, BoundExpression.Column column) {
        return new FeaturePlan.Feature(
                new Field(name, column.type(), column.nullable()), valueNumber(column.ordinal()));
    }

    private int valueNumber(int value) {
        return Objects.requireNonNull(valueNumbers.get(value));
    }

    private BitSet needed(Map<String, Optional<BoundExpression.Column>> features) {
        BitSet needed = new BitSet();
        features.values().forEach(column -> needed.set(column.orElseThrow().ordinal()));
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
                call.argument().map(argument -> Ordinals.renumber(argument, this::read)),
                call.filter().map(this::filter),
                call.type());
    }

    private int filter(int number) {
        Integer known = filterNumbers.get(number);
        if (known != null) {
            return known;
        }
        filterNumbers.put(number, filters.size());
        filters.add(Ordinals.renumber(values.filter(number), this::read));
        return filters.size() - 1;
    }

    private int read(int ordinal) {
        return reads.computeIfAbsent(ordinal, column -> reads.size());
    }
}
