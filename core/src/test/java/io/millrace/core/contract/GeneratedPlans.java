package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Plans over {@link GeneratedEvents}: every aggregation over every type, filtered or not, in windows of its own or not,
 * features of features, with and without defaults, conditions on all events, several as-of times.
 */
public final class GeneratedPlans {
    private static final long DAY = Window.MICROS_PER_DAY;

    private GeneratedPlans() {}

    /** A feature before it stands in a plan. */
    private record Feature(BoundExpression value, boolean let, boolean defaulted, BoundExpression standsIn) {}

    /**
     * Plans.
     *
     * @param keys the columns of the key
     * @param key the type of the first of them
     */
    public static Arbitrary<FeaturePlan> over(DataType key, List<String> keys) {
        GeneratedAggregations generated = new GeneratedAggregations(GeneratedExpressions.over(columns(key, keys)));
        return generated.all().list().ofMinSize(1).ofMaxSize(6).flatMap(aggregations -> {
            PlanBuilder values = builder(key, keys);
            List<BoundExpression> results =
                    aggregations.stream().map(each -> each.in(values)).toList();
            return Combinators.combine(features(results).list().ofMaxSize(3), settings(key, keys))
                    .as((features, settings) -> plan(builder(key, keys), aggregations, features, settings));
        });
    }

    /** All event columns, so that every plan numbers them alike. */
    private static PlanBuilder builder(DataType key, List<String> keys) {
        PlanBuilder plan = PlanBuilder.over(GeneratedEvents.schema(key), keys, "at", StandardLog.WINDOW);
        GeneratedEvents.schema(key).names().forEach(plan::column);
        return plan;
    }

    private static List<BoundExpression> columns(DataType key, List<String> keys) {
        PlanBuilder plan = builder(key, keys);
        return GeneratedEvents.schema(key).fields().stream()
                .map(Field::name)
                .map(plan::column)
                .toList();
    }

    private static Arbitrary<Feature> features(List<BoundExpression> values) {
        GeneratedExpressions expressions = GeneratedExpressions.over(values);
        return Arbitraries.of(AggregationCells.everyType())
                .flatMap(type -> Combinators.combine(
                                expressions.of(type, 2),
                                Arbitraries.of(true, false),
                                Arbitraries.of(true, false),
                                GeneratedValues.of(type))
                        .as((value, let, defaulted, standsIn) ->
                                new Feature(value, let, defaulted, new BoundExpression.Constant(type, standsIn))));
    }

    /** What else a plan has. */
    private static Arbitrary<UnaryOperator<PlanBuilder>> settings(DataType key, List<String> keys) {
        Arbitrary<BoundExpression> conditions =
                GeneratedExpressions.timeless(columns(key, keys)).of(DataType.BOOLEAN, 2);
        return Combinators.combine(
                        conditions.optional(0.2),
                        conditions.optional(0.2),
                        Arbitraries.of(true, false),
                        times(),
                        Arbitraries.of(true, false))
                .as((where, valid, ofOnesOwn, times, brokenDown) -> plan -> {
                    where.ifPresent(plan::where);
                    valid.ifPresent(condition -> plan.validate("generated", condition));
                    if (ofOnesOwn && times.size() % 2 == 0) {
                        plan.validate(OwnExtensions.NOT_NEGATIVE);
                    }
                    if (brokenDown) {
                        plan.breakdown("type", "view", "")
                                .breakdown("units", 1L, 2L)
                                .breakdown("place");
                    }
                    return plan.asOf(times);
                });
    }

    private static Arbitrary<List<Long>> times() {
        long last = StandardLog.WINDOW.end();
        return Arbitraries.of(
                List.of(last),
                List.of(last),
                List.of(last),
                List.of(last, last - 7 * DAY),
                List.of(last - 40 * DAY, last - 20 * DAY, last),
                List.of(last, last + 1));
    }

    private static FeaturePlan plan(
            PlanBuilder plan,
            List<GeneratedAggregations.Draft> aggregations,
            List<Feature> features,
            UnaryOperator<PlanBuilder> settings) {
        List<BoundExpression> values =
                aggregations.stream().map(each -> each.in(plan)).toList();
        for (int i = 0; i < values.size(); i++) {
            plan.feature("aggregation_" + i, values.get(i));
        }
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            BoundExpression value = feature.let ? plan.let(feature.value) : feature.value;
            if (feature.defaulted) {
                plan.feature("feature_" + i, value, feature.standsIn);
            } else {
                plan.feature("feature_" + i, value);
            }
        }
        return settings.apply(plan).build();
    }
}
