package io.millrace.core.plan;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A feature set bound to a schema and an as-of time: what an engine executes. Ordinals and types, no names to resolve;
 * equal aggregations and equal filters stand in it once.
 *
 * <p>For a row of the matrix, values are computed in order into one line of <em>values</em>: first the results of the
 * aggregations, then each of {@code steps}, whose columns are the ordinals of the values before it. Features are some
 * of these values.
 *
 * @param name the feature set's name
 * @param reads the event columns that are read, in the order in which filters and arguments number them
 * @param key the place of the entity key in {@code reads}
 * @param time the place of the event time in {@code reads}; of type timestamp
 * @param filters distinct conditions over {@code reads}
 * @param aggregations distinct aggregations over {@code reads}
 * @param steps expressions over the values before them
 * @param features the columns of the matrix after the key, in order
 * @param checks the checks, conditions bound to the columns of the matrix
 */
public record FeaturePlan(
        String name,
        Schema reads,
        int key,
        int time,
        Window window,
        List<BoundExpression> filters,
        List<AggregationCall> aggregations,
        List<BoundExpression> steps,
        List<Feature> features,
        List<PlannedCheck> checks) {
    public FeaturePlan {
        filters = List.copyOf(filters);
        aggregations = List.copyOf(aggregations);
        steps = List.copyOf(steps);
        features = List.copyOf(features);
        checks = List.copyOf(checks);
    }

    /**
     * A column of the matrix.
     *
     * @param field its name, type and nullability
     * @param value its place in the line of values
     */
    public record Feature(Field field, int value) {}

    /**
     * A check, and for a condition the expression over the matrix's columns (see {@link #matrix}).
     *
     * @param condition for {@link Check.Condition}: boolean, over the columns of the matrix
     */
    public record PlannedCheck(Check check, Optional<BoundExpression> condition) {}

    /** The columns of the matrix: the entity key, never null, then the features. */
    public Schema matrix() {
        List<Field> columns = new ArrayList<>();
        Field entity = reads.field(key);
        columns.add(Field.required(entity.name(), entity.type()));
        features.forEach(feature -> columns.add(feature.field()));
        return new Schema(columns);
    }

    /** The number of values computed for a row: aggregations and steps. */
    public int valueCount() {
        return aggregations.size() + steps.size();
    }

    /**
     * The names of the features that are computed from a value, directly or through steps, in order.
     *
     * @param value a place in the line of values
     */
    public List<String> featuresUsing(int value) {
        BitSet using = new BitSet();
        using.set(value);
        for (int step = 0; step < steps.size(); step++) {
            if (stepInputs(step).intersects(using)) {
                using.set(aggregations.size() + step);
            }
        }
        return features.stream()
                .filter(feature -> using.get(feature.value()))
                .map(feature -> feature.field().name())
                .toList();
    }

    /**
     * The places in the line of values that a step uses.
     *
     * @param step a place in {@link #steps}
     */
    public BitSet stepInputs(int step) {
        BitSet inputs = new BitSet();
        Ordinals.forEach(steps.get(step), inputs::set);
        return inputs;
    }
}
