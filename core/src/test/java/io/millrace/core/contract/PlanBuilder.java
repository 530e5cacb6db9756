package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.EventValidator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes plans by hand, without parser and binder. Only columns that are asked for are read; equal windows, filters and
 * aggregations stand in the plan once. Aggregations come before the first {@link #let}.
 */
public final class PlanBuilder {
    private final Schema events;
    private final int keys;
    private final List<Field> reads = new ArrayList<>();
    private final List<WindowRange> windows = new ArrayList<>();
    private final List<FeaturePlan.PlannedValidator> validators = new ArrayList<>();
    private final List<BoundExpression> filters = new ArrayList<>();
    private final List<AggregationCall> aggregations = new ArrayList<>();
    private final List<BoundExpression> steps = new ArrayList<>();
    private final Map<String, Draft> features = new LinkedHashMap<>();
    private final List<FeaturePlan.Breakdown> breakdowns = new ArrayList<>();
    private List<Long> asOfTimes;
    private boolean asOfColumn;
    private Optional<BoundExpression> where = Optional.empty();

    private PlanBuilder(Schema events, int keys, Window window) {
        this.events = events;
        this.keys = keys;
        this.asOfTimes = List.of(window.end());
        this.windows.add(new WindowRange(window.length(), 0));
    }

    private record Draft(BoundExpression value, BoundExpression.@Nullable Constant defaultValue) {}

    public static PlanBuilder over(Schema events, String key, String time, Window window) {
        return over(events, List.of(key), time, window);
    }

    /** A plan over entities of these key columns, in the set's window as of its end. */
    public static PlanBuilder over(Schema events, List<String> keys, String time, Window window) {
        PlanBuilder builder = new PlanBuilder(events, keys.size(), window);
        keys.forEach(builder::column);
        builder.column(time);
        return builder;
    }

    /** Replaces the as-of time, in microseconds, by these; the matrix has a column of them where they are several. */
    public PlanBuilder asOf(List<Long> times) {
        asOfTimes = times.stream().sorted().distinct().toList();
        return this;
    }

    /** The matrix has a column of as-of times even for one. */
    public PlanBuilder withAsOfColumn() {
        asOfColumn = true;
        return this;
    }

    /** The condition on all events. */
    public PlanBuilder where(BoundExpression condition) {
        where = Optional.of(condition);
        return this;
    }

    public PlanBuilder validate(String name, BoundExpression condition) {
        validators.add(new FeaturePlan.PlannedValidator(name, Optional.of(condition), Optional.empty(), List.of()));
        return this;
    }

    public PlanBuilder validate(EventValidator validator) {
        List<Integer> columns =
                validator.reads().names().stream().map(this::place).toList();
        validators.add(
                new FeaturePlan.PlannedValidator(validator.name(), Optional.empty(), Optional.of(validator), columns));
        return this;
    }

    /** Counts the values of the column that are not among these. */
    public PlanBuilder breakdown(String column, Object... listed) {
        breakdowns.add(new FeaturePlan.Breakdown(place(column), Set.copyOf(Arrays.asList(listed))));
        return this;
    }

    private int place(String column) {
        return ((BoundExpression.Column) column(column)).ordinal();
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
     * An aggregation's result over the set's window, for use in features.
     *
     * @param argument null for those that take none
     * @param filter null for all rows
     */
    public BoundExpression aggregate(
            AggregationFunction function, @Nullable BoundExpression argument, @Nullable BoundExpression filter) {
        return aggregate(function, argument, 0, filter, windows.get(0));
    }

    /**
     * An aggregation's result, for use in features.
     *
     * @param argument null for those that take none
     * @param parameter 0 for those that have none
     * @param filter null for all rows
     */
    public BoundExpression aggregate(
            AggregationFunction function,
            @Nullable BoundExpression argument,
            double parameter,
            @Nullable BoundExpression filter,
            WindowRange window) {
        List<BoundExpression> arguments = argument == null ? List.of() : List.of(argument);
        return add(function, arguments, parameter, filter, window, type(function, argument), Optional.empty());
    }

    /** The result of an aggregation of one's own. */
    public BoundExpression aggregate(
            Aggregation own, List<BoundExpression> arguments, @Nullable BoundExpression filter, WindowRange window) {
        List<DataType> types = arguments.stream().map(BoundExpression::type).toList();
        DataType type = own.result(types).orElseThrow(() -> new IllegalArgumentException(own.name() + types));
        return add(AggregationFunction.USER, arguments, 0, filter, window, type, Optional.of(own));
    }

    private BoundExpression add(
            AggregationFunction function,
            List<BoundExpression> arguments,
            double parameter,
            @Nullable BoundExpression filter,
            WindowRange window,
            DataType type,
            Optional<Aggregation> own) {
        if (!steps.isEmpty()) {
            throw new IllegalStateException("aggregations come before lets");
        }
        Optional<Integer> place = filter == null ? Optional.empty() : Optional.of(placeOf(filter, filters));
        AggregationCall call =
                new AggregationCall(function, arguments, parameter, place, placeOf(window, windows), type, own);
        return new BoundExpression.Column(placeOf(call, aggregations), type, call.nullable());
    }

    private static DataType type(AggregationFunction function, @Nullable BoundExpression argument) {
        return switch (function) {
            case COUNT_ROWS, COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, COUNT_DAYS -> DataType.INT64;
            case AVG, VAR_SAMP, VAR_POP, QUANTILE, APPROX_QUANTILE, MAX_GAP, DECAYED_SUM, SLOPE -> DataType.FLOAT64;
            case SUM -> sumOf(typeOf(argument));
            case MIN, MAX, FIRST, LAST, MODE -> typeOf(argument);
            case USER -> throw new IllegalArgumentException("the type is the user's affair");
        };
    }

    private static DataType typeOf(@Nullable BoundExpression argument) {
        if (argument == null) {
            throw new IllegalArgumentException("an argument is missing");
        }
        return argument.type();
    }

    private static DataType sumOf(DataType type) {
        if (type.isDecimal()) {
            return DataType.decimal(DataType.MOST_DIGITS, type.scale());
        }
        return type == DataType.FLOAT64 ? type : DataType.INT64;
    }

    private static <T> int placeOf(T element, List<T> list) {
        if (!list.contains(element)) {
            list.add(element);
        }
        return list.indexOf(element);
    }

    /** An intermediate value, computed for every row of the matrix whether it is used or not. */
    public BoundExpression let(BoundExpression expression) {
        return column(add(steps, expression), expression);
    }

    private int add(List<BoundExpression> to, BoundExpression step) {
        to.add(step);
        return aggregations.size() + to.size() - 1;
    }

    private static BoundExpression column(int place, BoundExpression value) {
        return new BoundExpression.Column(place, value.type(), value.nullable());
    }

    /** A column of the matrix: an aggregation, a let, or an expression over them. */
    public PlanBuilder feature(String name, BoundExpression value) {
        features.put(name, new Draft(value, null));
        return this;
    }

    /** A column of the matrix with a default in the place of null. */
    public PlanBuilder feature(String name, BoundExpression value, BoundExpression defaultValue) {
        features.put(name, new Draft(value, (BoundExpression.Constant) defaultValue));
        return this;
    }

    public FeaturePlan build() {
        List<BoundExpression> allSteps = new ArrayList<>(steps);
        List<FeaturePlan.Feature> columns = new ArrayList<>();
        features.forEach((name, draft) -> columns.add(feature(name, draft, allSteps)));
        return new FeaturePlan(
                "test",
                new Schema(reads),
                IntStream.range(0, keys).boxed().toList(),
                keys,
                asOfTimes,
                asOfColumn || asOfTimes.size() > 1,
                windows,
                where,
                validators,
                filters,
                aggregations,
                allSteps,
                columns,
                List.of(),
                breakdowns,
                Optional.empty());
    }

    private FeaturePlan.Feature feature(String name, Draft draft, List<BoundExpression> allSteps) {
        BoundExpression value = draft.value;
        int place = value instanceof BoundExpression.Column column ? column.ordinal() : add(allSteps, value);
        if (draft.defaultValue == null) {
            return new FeaturePlan.Feature(new Field(name, value.type(), value.nullable()), place);
        }
        BoundExpression filled = Expressions.call(ScalarFunction.COALESCE, column(place, value), draft.defaultValue);
        return new FeaturePlan.Feature(
                new Field(name, filled.type(), filled.nullable()),
                add(allSteps, filled),
                OptionalInt.of(place),
                Optional.of(draft.defaultValue));
    }
}
