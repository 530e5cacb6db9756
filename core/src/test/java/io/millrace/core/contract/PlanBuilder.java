package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes plans by hand, without parser and binder. Only columns that are asked for are read; equal filters and equal
 * aggregations stand in the plan once. Aggregations come before the first {@link #let}.
 */
public final class PlanBuilder {
    private final Schema events;
    private final Window window;
    private final List<Field> reads = new ArrayList<>();
    private final List<BoundExpression> filters = new ArrayList<>();
    private final List<AggregationCall> aggregations = new ArrayList<>();
    private final List<BoundExpression> steps = new ArrayList<>();
    private final Map<String, BoundExpression> features = new LinkedHashMap<>();

    private PlanBuilder(Schema events, Window window) {
        this.events = events;
        this.window = window;
    }

    public static PlanBuilder over(Schema events, String key, String time, Window window) {
        PlanBuilder builder = new PlanBuilder(events, window);
        builder.column(key);
        builder.column(time);
        return builder;
    }

    /** An event column; a double can be null whatever the schema says, because NaN is. */
    public BoundExpression column(String name) {
        Field field = events.find(name).orElseThrow(() -> new IllegalArgumentException("no column " + name));
        if (!reads.contains(field)) {
            reads.add(field);
        }
        boolean nullable = field.nullable() || field.type() == DataType.FLOAT64;
        return new BoundExpression.Column(reads.indexOf(field), field.type(), nullable);
    }

    /** {@code count(*)}. */
    public BoundExpression countRows() {
        return aggregate(AggregationFunction.COUNT_ROWS, null, null);
    }

    /** {@code count(*) filter (where …)}. */
    public BoundExpression countRows(BoundExpression filter) {
        return aggregate(AggregationFunction.COUNT_ROWS, null, filter);
    }

    public BoundExpression aggregate(AggregationFunction function, BoundExpression argument) {
        return aggregate(function, argument, null);
    }

    /**
     * An aggregation's result, for use in features.
     *
     * @param argument null for {@code count(*)}
     * @param filter null for all rows
     */
    public BoundExpression aggregate(
            AggregationFunction function, @Nullable BoundExpression argument, @Nullable BoundExpression filter) {
        if (!steps.isEmpty()) {
            throw new IllegalStateException("aggregations come before lets");
        }
        Optional<Integer> place = filter == null ? Optional.empty() : Optional.of(placeOf(filter, filters));
        DataType type = type(function, argument);
        AggregationCall call = new AggregationCall(function, Optional.ofNullable(argument), place, type);
        return new BoundExpression.Column(placeOf(call, aggregations), type, call.nullable());
    }

    private static DataType type(AggregationFunction function, @Nullable BoundExpression argument) {
        return switch (function) {
            case COUNT_ROWS, COUNT -> DataType.INT64;
            case AVG -> DataType.FLOAT64;
            case SUM -> argument != null && argument.type() == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.INT64;
            case MIN, MAX -> {
                if (argument == null) {
                    throw new IllegalArgumentException(function + " needs an argument");
                }
                yield argument.type();
            }
        };
    }

    private static <T> int placeOf(T element, List<T> list) {
        if (!list.contains(element)) {
            list.add(element);
        }
        return list.indexOf(element);
    }

    /** An intermediate value, computed for every row of the matrix whether it is used or not. */
    public BoundExpression let(BoundExpression expression) {
        steps.add(expression);
        return new BoundExpression.Column(
                aggregations.size() + steps.size() - 1, expression.type(), expression.nullable());
    }

    /** A column of the matrix: an aggregation, a let, or an expression over them. */
    public PlanBuilder feature(String name, BoundExpression value) {
        features.put(name, value);
        return this;
    }

    public FeaturePlan build() {
        List<BoundExpression> allSteps = new ArrayList<>(steps);
        List<FeaturePlan.Feature> columns = new ArrayList<>();
        features.forEach((name, value) -> {
            int place;
            if (value instanceof BoundExpression.Column column) {
                place = column.ordinal();
            } else {
                place = aggregations.size() + allSteps.size();
                allSteps.add(value);
            }
            columns.add(new FeaturePlan.Feature(new Field(name, value.type(), value.nullable()), place));
        });
        return new FeaturePlan(
                "test", new Schema(reads), 0, 1, window, filters, aggregations, allSteps, columns, List.of());
    }
}
