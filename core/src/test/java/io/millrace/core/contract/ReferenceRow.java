package io.millrace.core.contract;

import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes rows of the matrix as of one time from the entities' used rows. */
final class ReferenceRow {
    private final FeaturePlan plan;
    private final long asOf;
    private final ReferenceExpression expressions;
    private final long[] defaulted;

    ReferenceRow(FeaturePlan plan, long asOf) {
        this.plan = plan;
        this.asOf = asOf;
        this.expressions = ReferenceExpression.asOf(asOf);
        this.defaulted = new long[plan.features().size()];
    }

    /** Results of scalar operations that were NaN or infinite so far. */
    long nonFinite() {
        return expressions.nonFinite();
    }

    /** For each feature, the cells so far in which its default stands in for null. */
    long[] defaulted() {
        return defaulted;
    }

    /**
     * What each aggregation of the plan sees of an entity. Filters and arguments are computed for every used event in the
     * aggregation's window, whether the entity has a row as of this time or not.
     */
    List<List<Observation>> observe(List<Object> key, List<@Nullable Object[]> used) {
        Map<List<Object>, List<@Nullable Object[]>> passing = new HashMap<>();
        List<List<Observation>> observed = new ArrayList<>();
        for (int i = 0; i < plan.aggregations().size(); i++) {
            AggregationCall call = plan.aggregations().get(i);
            List<Integer> behind = valuesOver(call.window(), call.filter());
            List<@Nullable Object[]> rows = naming(
                    key,
                    behind,
                    () -> passing.computeIfAbsent(List.of(call.window(), call.filter()), place -> passing(call, used)));
            observed.add(naming(key, List.of(i), () -> observations(call, rows)));
        }
        return observed;
    }

    /** The key, the as-of time where the matrix has it, then the features, as values. */
    List<@Nullable Object> compute(List<Object> key, List<List<Observation>> observed) {
        @Nullable Object[] values = new Object[plan.valueCount()];
        for (int i = 0; i < plan.aggregations().size(); i++) {
            int place = i;
            AggregationCall call = plan.aggregations().get(i);
            values[i] = naming(
                    key,
                    List.of(i),
                    () -> expressions.finite(ReferenceAggregation.of(call, asOf, observed.get(place))));
        }
        for (int i = 0; i < plan.steps().size(); i++) {
            BoundExpression step = plan.steps().get(i);
            int place = plan.aggregations().size() + i;
            values[place] = naming(key, List.of(place), () -> expressions.evaluate(step, values));
        }
        return cells(key, values);
    }

    private List<@Nullable Object> cells(List<Object> key, @Nullable Object[] values) {
        List<@Nullable Object> cells = new ArrayList<>(key);
        if (plan.asOfColumn()) {
            cells.add(asOf);
        }
        for (int i = 0; i < plan.features().size(); i++) {
            FeaturePlan.Feature feature = plan.features().get(i);
            cells.add(values[feature.value()]);
            if (feature.beforeDefault().isPresent()
                    && values[feature.beforeDefault().getAsInt()] == null) {
                defaulted[i]++;
            }
        }
        return cells;
    }

    /** The rows in the aggregation's window that pass its filter. */
    private List<@Nullable Object[]> passing(AggregationCall call, List<@Nullable Object[]> used) {
        List<@Nullable Object[]> inWindow = inWindow(call.window(), used);
        if (call.filter().isEmpty()) {
            return inWindow;
        }
        BoundExpression filter = plan.filters().get(call.filter().get());
        return inWindow.stream()
                .filter(row -> Boolean.TRUE.equals(expressions.evaluate(filter, row)))
                .toList();
    }

    /** The rows in that window of the plan as of this time. */
    List<@Nullable Object[]> inWindow(int window, List<@Nullable Object[]> used) {
        Window place = plan.windows().get(window).at(asOf);
        return used.stream().filter(row -> place.contains(time(row))).toList();
    }

    private long time(@Nullable Object[] row) {
        return Objects.requireNonNull((Long) row[plan.time()]);
    }

    /** The rows in which no argument is null. */
    private List<Observation> observations(AggregationCall call, List<@Nullable Object[]> rows) {
        List<Observation> observations = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            List<@Nullable Object> arguments = new ArrayList<>();
            call.arguments().forEach(argument -> arguments.add(expressions.evaluate(argument, row)));
            if (!arguments.contains(null)) {
                observations.add(new Observation(time(row), List.copyOf(arguments)));
            }
        }
        return observations;
    }

    private List<Integer> valuesOver(int window, Optional<Integer> filter) {
        return IntStream.range(0, plan.aggregations().size())
                .filter(i -> plan.aggregations().get(i).window() == window)
                .filter(i -> plan.aggregations().get(i).filter().equals(filter))
                .boxed()
                .toList();
    }

    private <T extends @Nullable Object> T naming(List<Object> key, List<Integer> values, Supplier<T> computation) {
        try {
            return computation.get();
        } catch (ArithmeticException e) {
            String features = String.join(", ", Lineage.featuresFrom(plan, values));
            throw new InputException("feature " + features + ", entity " + key + ": " + e.getMessage(), e);
        }
    }
}
