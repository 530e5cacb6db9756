package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.DefinitionException;
import org.junit.jupiter.api.Test;

/** What the kit takes for the aggregations' types is what the language takes for them. */
class AggregationCellsTest {
    @Test
    void agreesWithTheLanguage() {
        for (AggregationFunction function : AggregationCells.builtIn()) {
            if (AggregationCells.types(function).isEmpty()) {
                check(function, written(function, ""));
                continue;
            }
            for (DataType type : AggregationCells.everyType()) {
                String text = written(function, AggregationCells.column(type));
                if (AggregationCells.types(function).contains(type) || isConverted(function, type)) {
                    check(function, text);
                } else {
                    assertThrows(DefinitionException.class, () -> bind(text), text);
                }
            }
        }
    }

    /** Whether the language makes doubles of the type. */
    private static boolean isConverted(AggregationFunction function, DataType type) {
        boolean number = type.isNumeric() || type == DataType.BOOLEAN;
        return number && AggregationCells.types(function).size() == 1;
    }

    /** The call as the binder makes it is one of the kit's cells, and has the type that the kit gives it. */
    private static void check(AggregationFunction function, String text) {
        AggregationCall call = bind(text).aggregations().get(0);
        assertEquals(function, call.function(), text);
        call.arguments()
                .forEach(argument -> assertTrue(
                        AggregationCells.types(function).contains(argument.type()), text + " of " + argument));
        PlanBuilder plan = StandardLog.plan();
        DataType built = plan.aggregate(function, call.argument().orElse(null)).type();
        assertEquals(built, call.type(), text);
    }

    private static String written(AggregationFunction function, String column) {
        return switch (function) {
            case COUNT_ROWS -> "count(*)";
            case COUNT_DISTINCT -> "count(distinct " + column + ")";
            case COUNT -> "count(" + column + ")";
            case SUM -> "sum(" + column + ")";
            case AVG -> "avg(" + column + ")";
            case MIN -> "min(" + column + ")";
            case MAX -> "max(" + column + ")";
            case VAR_SAMP -> "var_samp(" + column + ")";
            case VAR_POP -> "var_pop(" + column + ")";
            case FIRST -> "first(" + column + ")";
            case LAST -> "last(" + column + ")";
            case QUANTILE -> "quantile(" + column + ", 0.9)";
            case APPROX_QUANTILE -> "approx_quantile(" + column + ", 0.9)";
            case APPROX_COUNT_DISTINCT -> "approx_count_distinct(" + column + ")";
            case MODE -> "mode(" + column + ")";
            case COUNT_DAYS -> "count_days()";
            case MAX_GAP -> "max_gap()";
            case DECAYED_SUM -> "decayed_sum(" + column + ", interval '7 days')";
            case SLOPE -> "slope(" + column + ")";
            case USER -> throw new IllegalArgumentException("users name their own");
        };
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
