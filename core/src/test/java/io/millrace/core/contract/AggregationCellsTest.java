package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.DefinitionException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the kit takes for the aggregations' types is what the language takes for them. */
class AggregationCellsTest {
    @Test
    void agreesWithTheLanguage() {
        for (AggregationFunction function : AggregationFunction.values()) {
            if (function == AggregationFunction.COUNT_ROWS) {
                continue;
            }
            for (DataType type : DataType.values()) {
                String text = function.toString().toLowerCase(Locale.ROOT) + "(" + AggregationCells.column(type) + ")";
                if (AggregationCells.types(function).contains(type)) {
                    FeaturePlan plan = bind(text);
                    assertEquals(function, plan.aggregations().get(0).function(), text);
                    assertEquals(
                            built(function, type), plan.aggregations().get(0).type(), text);
                } else {
                    assertThrows(DefinitionException.class, () -> bind(text), text);
                }
            }
        }
    }

    private static DataType built(AggregationFunction function, DataType type) {
        PlanBuilder plan = StandardLog.plan();
        return plan.aggregate(function, plan.column(AggregationCells.column(type)))
                .type();
    }

    private static FeaturePlan bind(String expression) {
        FeatureSet set = FeatureSet.builder("test")
                .entity("user")
                .time("at")
                .window("30d")
                .feature("value", expression)
                .build();
        return Binder.bind(set, StandardLog.SCHEMA, StandardLog.WINDOW);
    }
}
