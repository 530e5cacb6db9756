package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.MatrixCheck;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A feature set bound to a schema and its as-of times: what an engine executes. Ordinals and types, no names to resolve;
 * equal aggregations and equal filters stand in it once.
 *
 * <p>For a row of the matrix, values are computed in order into one line of <em>values</em>: first the results of the
 * aggregations, then each of {@code steps}, whose columns are the ordinals of the values before it. Features are some
 * of these values.
 *
 * @param name the feature set's name
 * @param reads the event columns that are read, in the order in which filters and arguments number them
 * @param keys the places of the entity key's columns in {@code reads}, at least one; each int64 or text
 * @param time the place of the event time in {@code reads}; of type timestamp
 * @param asOfTimes in microseconds, ascending, without repetition, at least one
 * @param asOfColumn whether the matrix has the column {@code as_of}, as it has for several as-of times
 * @param windows distinct windows; the first is the set's, which decides the rows of the matrix
 * @param where the condition on all events, over {@code reads}; an event for which it is not true is excluded
 * @param validators what an event must fulfil to be used, in order
 * @param filters distinct conditions over {@code reads}
 * @param aggregations distinct aggregations over {@code reads}
 * @param steps expressions over the values before them
 * @param features the columns of the matrix after the key, in order
 * @param checks the checks, conditions bound to the columns of the matrix
 * @param breakdowns the columns of {@code for} and the values listed for them
 * @param duplicates the places in {@code reads}, at least one, of the columns by which events are duplicates, of which one is
 *     used; empty where all are
 */
public record FeaturePlan(
        String name,
        Schema reads,
        List<Integer> keys,
        int time,
        List<Long> asOfTimes,
        boolean asOfColumn,
        List<WindowRange> windows,
        Optional<BoundExpression> where,
        List<PlannedValidator> validators,
        List<BoundExpression> filters,
        List<AggregationCall> aggregations,
        List<BoundExpression> steps,
        List<Feature> features,
        List<PlannedCheck> checks,
        List<Breakdown> breakdowns,
        Optional<List<Integer>> duplicates) {
    /** The matrix's column of as-of times, where it has one. */
    public static final String AS_OF = "as_of";

    public FeaturePlan {
        duplicates = duplicates.map(List::copyOf);
        keys = List.copyOf(keys);
        asOfTimes = List.copyOf(asOfTimes);
        windows = List.copyOf(windows);
        validators = List.copyOf(validators);
        breakdowns = List.copyOf(breakdowns);
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
     * @param beforeDefault where the feature has a default: the place of its value before the default stood in for null
     * @param defaultValue the default
     */
    public record Feature(
            Field field, int value, OptionalInt beforeDefault, Optional<BoundExpression.Constant> defaultValue) {
        /** A feature without default. */
        public Feature(Field field, int value) {
            this(field, value, OptionalInt.empty(), Optional.empty());
        }
    }

    /**
     * What an event must fulfil to be used: a condition over {@code reads} that must be true, or a user's validator and
     * the places in {@code reads} of its columns.
     */
    public record PlannedValidator(
            String name, Optional<BoundExpression> condition, Optional<EventValidator> user, List<Integer> columns) {
        public PlannedValidator {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of {@code for} whose values that are not listed are counted.
     *
     * @param column its place in {@code reads}
     * @param listed the values listed by any definition, of the column's type
     */
    public record Breakdown(int column, Set<Object> listed) {
        public Breakdown {
            listed = Set.copyOf(listed);
        }
    }

    /**
     * A check over the columns of the matrix (see {@link #matrix}).
     *
     * @param condition for {@link Check.Condition} the condition; for {@link Check.MaxDefault} and {@link Check.Share}
     *     what is true in the rows that are counted; boolean, else empty
     * @param user for {@link Check.Named} the check that is meant, else empty
     */
    public record PlannedCheck(Check check, Optional<BoundExpression> condition, Optional<MatrixCheck> user) {
        /** One of the language's. */
        public PlannedCheck(Check check, Optional<BoundExpression> condition) {
            this(check, condition, Optional.empty());
        }
    }

    /**
     * The columns of text whose values are counted in used events: those that a filter or {@code for} looks at, ascending
     * places in {@code reads}. The entity key is none of them.
     */
    public List<Integer> countedTexts() {
        TreeSet<Integer> places = new TreeSet<>();
        filters.forEach(filter -> Ordinals.forEach(filter, places::add));
        breakdowns.forEach(breakdown -> places.add(breakdown.column()));
        places.removeIf(place -> reads.field(place).type() != DataType.TEXT || keys.contains(place));
        return List.copyOf(places);
    }

    /**
     * The same plan, which uses one of events that are equal in these columns. Those that it does not read yet come last.
     *
     * @param columns at least one, without repetition
     */
    public FeaturePlan withoutDuplicates(List<Field> columns) {
        List<Field> fields = new ArrayList<>(reads.fields());
        List<Integer> places = new ArrayList<>();
        for (Field column : columns) {
            if (reads.indexOf(column.name()) < 0) {
                fields.add(column);
            }
            places.add(new Schema(fields).indexOf(column.name()));
        }
        return new FeaturePlan(
                name,
                new Schema(fields),
                keys,
                time,
                asOfTimes,
                asOfColumn,
                windows,
                where,
                validators,
                filters,
                aggregations,
                steps,
                features,
                checks,
                breakdowns,
                Optional.of(places));
    }

    /** The columns of the matrix: those of the entity key, never null; {@code as_of} where asked for; the features. */
    public Schema matrix() {
        List<Field> columns = new ArrayList<>();
        for (int key : keys) {
            Field entity = reads.field(key);
            columns.add(Field.required(entity.name(), entity.type()));
        }
        if (asOfColumn) {
            columns.add(Field.required(AS_OF, DataType.TIMESTAMP));
        }
        features.forEach(feature -> columns.add(feature.field()));
        return new Schema(columns);
    }

    /** The number of the matrix's columns before its features. */
    public int leadingColumns() {
        return keys.size() + (asOfColumn ? 1 : 0);
    }

    /** The columns of the entity key. */
    public List<Field> keyFields() {
        return keys.stream().map(reads::field).toList();
    }

    /** The set's window, which decides the rows of the matrix. */
    public WindowRange setWindow() {
        return windows.get(0);
    }

    /** The set's window as of its first and its last as-of time: from the start of the first to the end of the last. */
    public Window span() {
        return new Window(
                setWindow().at(asOfTimes.get(0)).start(),
                setWindow().at(asOfTimes.get(asOfTimes.size() - 1)).end());
    }

    /** From the start of the earliest of all windows to the last as-of time: no event outside is used. */
    public Window reach() {
        long first = asOfTimes.get(0);
        long start = windows.stream()
                .mapToLong(window -> window.at(first).start())
                .min()
                .orElseThrow();
        return new Window(start, asOfTimes.get(asOfTimes.size() - 1));
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
