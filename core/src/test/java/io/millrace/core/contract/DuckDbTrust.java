package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far DuckDB's values of a plan must be the reference's. Events hold doubles whose sums are exact. What SQL does not
 * say exactly (see {@link io.millrace.core.sql.DuckDbSql}) is only compared where nothing is computed from it, because
 * a comparison or a rounding makes any difference of a last bit.
 */
final class DuckDbTrust {
    private static final double TOLERANCE = 1e-12;
    private static final Set<ScalarFunction> DIFFERENT = Set.of(
            ScalarFunction.LN,
            ScalarFunction.EXP,
            ScalarFunction.POWER,
            ScalarFunction.UPPER,
            ScalarFunction.JSON_VALUE);

    /** How a value is compared. */
    private enum Level {
        EXACT,
        CLOSE,
        NOT_AT_ALL
    }

    private final FeaturePlan plan;
    private final List<Level> levels = new ArrayList<>();

    DuckDbTrust(FeaturePlan plan) {
        this.plan = plan;
        plan.aggregations().forEach(call -> levels.add(level(call)));
        for (int step = 0; step < plan.steps().size(); step++) {
            boolean exact = !differs(plan.steps().get(step))
                    && plan.stepInputs(step).stream().allMatch(value -> levels.get(value) == Level.EXACT);
            levels.add(exact ? Level.EXACT : Level.NOT_AT_ALL);
        }
    }

    /** Whether the conditions that decide over rows can be trusted. */
    boolean rows() {
        return Stream.concat(
                        plan.where().stream(),
                        plan.validators().stream().flatMap(validator -> validator.condition().stream()))
                .noneMatch(DuckDbTrust::differs);
    }

    private Level level(AggregationCall call) {
        boolean differs = Stream.concat(call.arguments().stream(), call.filter().map(plan.filters()::get).stream())
                .anyMatch(DuckDbTrust::differs);
        if (differs) {
            return Level.NOT_AT_ALL;
        }
        boolean column = call.argument().orElse(null) instanceof BoundExpression.Column;
        boolean doubles = call.argument()
                .map(argument -> argument.type() == DataType.FLOAT64)
                .orElse(false);
        return switch (call.function()) {
            case SUM -> !doubles || column ? Level.EXACT : Level.NOT_AT_ALL;
            case AVG -> !doubles ? Level.CLOSE : column ? Level.EXACT : Level.NOT_AT_ALL;
            case VAR_SAMP, VAR_POP, SLOPE, DECAYED_SUM -> column ? Level.CLOSE : Level.NOT_AT_ALL;
            default -> Level.EXACT;
        };
    }

    private static boolean differs(BoundExpression expression) {
        return GeneratedRun.operations(expression).anyMatch(call -> DIFFERENT.contains(call.function()))
                || writesDouble(expression);
    }

    private static boolean writesDouble(BoundExpression expression) {
        if (expression instanceof BoundExpression.Cast cast) {
            return cast.type() == DataType.TEXT && cast.value().type() == DataType.FLOAT64
                    || writesDouble(cast.value());
        }
        if (expression instanceof BoundExpression.Call call) {
            return call.arguments().stream().anyMatch(DuckDbTrust::writesDouble);
        }
        if (expression instanceof BoundExpression.Case cases) {
            return Stream.concat(
                            cases.branches().stream().flatMap(branch -> Stream.of(branch.condition(), branch.result())),
                            cases.otherwise().stream())
                    .anyMatch(DuckDbTrust::writesDouble);
        }
        return false;
    }

    /** Compares all cells that can be; returns how many features that were. */
    int assertEqual(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
        int leading = plan.leadingColumns();
        assertEquals(
                expected.stream().map(row -> row.subList(0, leading)).toList(),
                actual.stream().map(row -> row.subList(0, leading)).toList());
        int compared = 0;
        for (int feature = 0; feature < plan.features().size(); feature++) {
            Level level = levels.get(plan.features().get(feature).value());
            if (level == Level.NOT_AT_ALL) {
                continue;
            }
            compared++;
            for (int row = 0; row < expected.size(); row++) {
                String what = plan.features().get(feature).field() + " of " + expected.get(row);
                Object wanted = expected.get(row).get(leading + feature);
                assertCell(level, wanted, actual.get(row).get(leading + feature), what);
            }
        }
        return compared;
    }

    private static void assertCell(Level level, @Nullable Object wanted, @Nullable Object found, String what) {
        if (level == Level.EXACT || !(wanted instanceof Double number)) {
            assertEquals(wanted, found, what);
            return;
        }
        assertNotNull(found, what);
        double difference = Math.abs(number - (Double) found);
        assertTrue(difference <= TOLERANCE * Math.max(Math.abs(number), 1), () -> what + ": " + found);
    }
}
