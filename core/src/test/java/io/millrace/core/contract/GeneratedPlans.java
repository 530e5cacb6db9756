package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Plans over {@link GeneratedEvents}: every aggregation over every type, filtered or not, and features of features. */
public final class GeneratedPlans {
    private GeneratedPlans() {}

    /** An aggregation before it stands in a plan. */
    private record Aggregated(
            AggregationFunction function,
            @Nullable BoundExpression argument,
            @Nullable BoundExpression filter) {}

    public static Arbitrary<FeaturePlan> over(DataType key) {
        return aggregations(key).list().ofMinSize(1).ofMaxSize(6).flatMap(aggregations -> {
            GeneratedExpressions features = new GeneratedExpressions(values(builder(key), aggregations));
            Arbitrary<BoundExpression> feature =
                    Arbitraries.of(DataType.values()).flatMap(type -> features.of(type, 2));
            return feature.list().ofMaxSize(3).map(expressions -> plan(builder(key), aggregations, expressions));
        });
    }

    /** All event columns, so that every plan numbers them alike. */
    private static PlanBuilder builder(DataType key) {
        PlanBuilder plan = PlanBuilder.over(GeneratedEvents.schema(key), "user", "at", StandardLog.WINDOW);
        GeneratedEvents.schema(key).names().forEach(plan::column);
        return plan;
    }

    private static Arbitrary<Aggregated> aggregations(DataType key) {
        PlanBuilder plan = builder(key);
        List<BoundExpression> columns = GeneratedEvents.schema(key).fields().stream()
                .map(Field::name)
                .map(plan::column)
                .toList();
        GeneratedExpressions expressions = new GeneratedExpressions(columns);
        Arbitrary<@Nullable BoundExpression> filters =
                expressions.of(DataType.BOOLEAN, 2).injectNull(0.4);
        return Arbitraries.of(AggregationFunction.values()).flatMap(function -> {
            List<DataType> types = AggregationCells.types(function);
            if (types.isEmpty()) {
                return filters.map(filter -> new Aggregated(function, null, filter));
            }
            Arbitrary<BoundExpression> arguments = Arbitraries.of(types)
                    .flatMap(type -> Arbitraries.oneOf(expressions.of(type, 0), expressions.of(type, 2)));
            return Combinators.combine(arguments, filters)
                    .as((argument, filter) -> new Aggregated(function, argument, filter));
        });
    }

    private static List<BoundExpression> values(PlanBuilder plan, List<Aggregated> aggregations) {
        List<BoundExpression> values = new ArrayList<>();
        for (Aggregated each : aggregations) {
            values.add(plan.aggregate(each.function, each.argument, each.filter));
        }
        return values;
    }

    private static FeaturePlan plan(
            PlanBuilder plan, List<Aggregated> aggregations, List<BoundExpression> expressions) {
        List<BoundExpression> values = values(plan, aggregations);
        for (int i = 0; i < values.size(); i++) {
            plan.feature("aggregation_" + i, values.get(i));
        }
        for (int i = 0; i < expressions.size(); i++) {
            plan.feature("feature_" + i, i % 2 == 0 ? plan.let(expressions.get(i)) : expressions.get(i));
        }
        return plan.build();
    }
}
