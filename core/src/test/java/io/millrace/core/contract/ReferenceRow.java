package io.millrace.core.contract;

import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computes one row of the matrix from an entity's used rows. */
final class ReferenceRow {
    private final FeaturePlan plan;
    private final ReferenceExpression expressions = new ReferenceExpression();

    ReferenceRow(FeaturePlan plan) {
        this.plan = plan;
    }

    /** Results of scalar operations that were NaN or infinite so far. */
    long nonFinite() {
        return expressions.nonFinite();
    }

    /** The key, then the features. */
    List<@Nullable Object> compute(Object key, List<@Nullable Object[]> rows) {
        @Nullable Object[] values = new Object[plan.valueCount()];
        List<List<@Nullable Object[]>> passing = new ArrayList<>();
        for (int filter = 0; filter < plan.filters().size(); filter++) {
            int place = filter;
            passing.add(naming(
                    key, valuesBehind(filter), () -> passing(plan.filters().get(place), rows)));
        }
        Map<List<Object>, List<Object>> arguments = new HashMap<>();
        for (int i = 0; i < plan.aggregations().size(); i++) {
            AggregationCall call = plan.aggregations().get(i);
            values[i] = naming(key, List.of(i), () -> {
                List<@Nullable Object[]> reached =
                        call.filter().map(passing::get).orElse(rows);
                if (call.argument().isEmpty()) {
                    return (long) reached.size();
                }
                BoundExpression argument = call.argument().get();
                List<Object> given =
                        arguments.computeIfAbsent(List.of(argument, call.filter()), pair -> nonNull(argument, reached));
                return ReferenceAggregation.of(call.function(), call.type(), given);
            });
        }
        for (int i = 0; i < plan.steps().size(); i++) {
            BoundExpression step = plan.steps().get(i);
            int place = plan.aggregations().size() + i;
            values[place] = naming(key, List.of(place), () -> expressions.evaluate(step, values));
        }
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(key);
        plan.features().forEach(feature -> cells.add(values[feature.value()]));
        return cells;
    }

    private List<@Nullable Object[]> passing(BoundExpression filter, List<@Nullable Object[]> rows) {
        return rows.stream()
                .filter(row -> Boolean.TRUE.equals(expressions.evaluate(filter, row)))
                .toList();
    }

    private List<Object> nonNull(BoundExpression argument, List<@Nullable Object[]> rows) {
        List<Object> values = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            Object value = expressions.evaluate(argument, row);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private List<Integer> valuesBehind(int filter) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < plan.aggregations().size(); i++) {
            if (plan.aggregations().get(i).filter().equals(Optional.of(filter))) {
                values.add(i);
            }
        }
        return values;
    }

    private <T extends @Nullable Object> T naming(Object key, List<Integer> values, Supplier<T> computation) {
        try {
            return computation.get();
        } catch (ArithmeticException e) {
            String features = String.join(", ", Lineage.featuresFrom(plan, values));
            throw new InputException("feature " + features + ", entity " + key + ": " + e.getMessage(), e);
        }
    }
}
