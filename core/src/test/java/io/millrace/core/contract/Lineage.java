package io.millrace.core.contract;

import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which features are computed from which values of a plan. */
final class Lineage {
    private Lineage() {}

    /** The names of the features that are, or are computed from, one of these values. */
    static List<String> featuresFrom(FeaturePlan plan, List<Integer> values) {
        Set<Integer> reached = new HashSet<>(values);
        for (int i = 0; i < plan.steps().size(); i++) {
            if (columns(plan.steps().get(i)).stream().anyMatch(reached::contains)) {
                reached.add(plan.aggregations().size() + i);
            }
        }
        return plan.features().stream()
                .filter(feature -> reached.contains(feature.value()))
                .map(feature -> feature.field().name())
                .toList();
    }

    /** The ordinals of the columns in the expression. */
    static Set<Integer> columns(BoundExpression expression) {
        Set<Integer> columns = new HashSet<>();
        collect(expression, columns);
        return columns;
    }

    private static void collect(BoundExpression expression, Set<Integer> columns) {
        if (expression instanceof BoundExpression.Column column) {
            columns.add(column.ordinal());
        } else if (expression instanceof BoundExpression.Call call) {
            call.arguments().forEach(argument -> collect(argument, columns));
        } else if (expression instanceof BoundExpression.UserCall call) {
            call.arguments().forEach(argument -> collect(argument, columns));
        } else if (expression instanceof BoundExpression.Cast cast) {
            collect(cast.value(), columns);
        } else if (expression instanceof BoundExpression.Case choice) {
            choice.branches().forEach(branch -> {
                collect(branch.condition(), columns);
                collect(branch.result(), columns);
            });
            choice.otherwise().ifPresent(otherwise -> collect(otherwise, columns));
        }
    }
}
