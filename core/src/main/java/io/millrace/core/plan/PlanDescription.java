package io.millrace.core.plan;

import io.millrace.core.event.Field;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.Extensions;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The facts of a plan, for people who want to know what a run will do.
 *
 * @param columns the event columns that are read, key and time first
 * @param aggregationsWritten aggregations in the definitions that the features use, after {@code for}
 * @param aggregations distinct aggregations that are computed
 * @param filtersWritten filters in the definitions that the features use, after {@code for}
 * @param filters distinct filters that are evaluated
 * @param steps distinct expressions that are computed for a row of the matrix
 * @param features columns of the matrix beside the key
 */
public record PlanDescription(
        List<Field> columns,
        int aggregationsWritten,
        int aggregations,
        int filtersWritten,
        int filters,
        int steps,
        int features) {
    public PlanDescription {
        columns = List.copyOf(columns);
    }

    /**
     * @param set the feature set that the plan was bound from
     */
    public static PlanDescription of(FeatureSet set, FeaturePlan plan, Extensions extensions) {
        Definitions definitions = new Definitions(set, new Functions(extensions));
        Set<Expression> used = Collections.newSetFromMap(new IdentityHashMap<>());
        plan.features()
                .forEach(feature -> definitions.forEachUsedBy(feature.field().name(), used::add));
        int[] written = new int[2];
        used.forEach(expression -> definitions.functions().aggregations(expression, call -> {
            written[0]++;
            written[1] += call.filter().isPresent() ? 1 : 0;
        }));
        return new PlanDescription(
                plan.reads().fields(),
                written[0],
                plan.aggregations().size(),
                written[1],
                plan.filters().size(),
                plan.steps().size(),
                plan.features().size());
    }
}
