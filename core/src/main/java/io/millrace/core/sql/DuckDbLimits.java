package io.millrace.core.sql;

import io.millrace.core.feature.Problem;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a plan may hold that SQL of DuckDB cannot say. */
final class DuckDbLimits {
    private final FeaturePlan plan;
    private final List<Problem> problems = new ArrayList<>();

    private DuckDbLimits(FeaturePlan plan) {
        this.plan = plan;
    }

    /**
     * @throws DefinitionException that names every feature, condition and validator that cannot be said
     */
    static void require(FeaturePlan plan) {
        DuckDbLimits limits = new DuckDbLimits(plan);
        limits.check();
        if (!limits.problems.isEmpty()) {
            throw new DefinitionException(limits.problems);
        }
    }

    private void check() {
        plan.where().ifPresent(condition -> userCalls(condition).forEach(name -> report("where", name)));
        for (FeaturePlan.PlannedValidator validator : plan.validators()) {
            validator.user().ifPresent(user -> report("validator " + validator.name(), user.name()));
            validator
                    .condition()
                    .ifPresent(condition ->
                            userCalls(condition).forEach(name -> report("validator " + validator.name(), name)));
        }
        for (int i = 0; i < plan.aggregations().size(); i++) {
            for (String name : names(plan.aggregations().get(i))) {
                reportFeatures(i, name);
            }
        }
        for (int i = 0; i < plan.steps().size(); i++) {
            for (String name : userCalls(plan.steps().get(i))) {
                reportFeatures(plan.aggregations().size() + i, name);
            }
        }
    }

    private Set<String> names(AggregationCall call) {
        Set<String> names = new LinkedHashSet<>();
        switch (call.function()) {
            case APPROX_QUANTILE -> names.add("approx_quantile");
            case APPROX_COUNT_DISTINCT -> names.add("approx_count_distinct");
            case USER -> names.add(call.user().orElseThrow().name());
            default -> {
                // the others can be said
            }
        }
        call.arguments().forEach(argument -> names.addAll(userCalls(argument)));
        call.filter().ifPresent(place -> names.addAll(userCalls(plan.filters().get(place))));
        return names;
    }

    private static Set<String> userCalls(BoundExpression expression) {
        Set<String> names = new LinkedHashSet<>();
        collect(expression, names);
        return names;
    }

    private static void collect(BoundExpression expression, Set<String> names) {
        if (expression instanceof BoundExpression.UserCall call) {
            names.add(call.function().name());
            call.arguments().forEach(argument -> collect(argument, names));
        } else if (expression instanceof BoundExpression.Call call) {
            call.arguments().forEach(argument -> collect(argument, names));
        } else if (expression instanceof BoundExpression.Cast cast) {
            collect(cast.value(), names);
        } else if (expression instanceof BoundExpression.Case cases) {
            cases.branches().forEach(branch -> {
                collect(branch.condition(), names);
                collect(branch.result(), names);
            });
            cases.otherwise().ifPresent(otherwise -> collect(otherwise, names));
        }
    }

    private void reportFeatures(int value, String name) {
        List<String> features = plan.featuresUsing(value);
        if (features.isEmpty()) {
            report("a let that no feature uses", name);
        }
        features.forEach(feature -> report("feature " + feature, name));
    }

    private void report(String part, String name) {
        String advice = switch (name) {
            case "approx_quantile" -> "quantile is exact and can be said, or leave the feature out";
            case "approx_count_distinct" -> "count(distinct x) is exact and can be said, or leave the feature out";
            default -> "it is no part of the language; leave it out";
        };
        problems.add(new Problem(
                Problem.Cause.DEFINITION,
                name + " cannot be said in DuckDB's SQL",
                new Problem.Place.InPart(part),
                advice));
    }
}
