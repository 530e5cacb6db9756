package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.call;
import static io.millrace.core.contract.Expressions.cast;
import static io.millrace.core.contract.Expressions.constant;
import static io.millrace.core.contract.Expressions.when;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.amount;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.source;
import static io.millrace.core.contract.StandardLog.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.run.InputException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on values that cannot be computed: for which rows they are an error, and what it says. */
public interface EngineFailureRules extends EngineSubject {
    private void assertFailsNaming(String feature, FeaturePlan plan, List<@Nullable Object[]> events) {
        var failure = assertThrows(
                InputException.class, () -> EngineUnderTest.of(engine()).run(plan, source(events)));
        assertTrue(failure.getMessage().contains(feature), failure.getMessage());
        assertTrue(!failure.getMessage().contains("innocent"), failure.getMessage());
    }

    private static BoundExpression plusOne(BoundExpression value) {
        return call(ScalarFunction.ADD, value, constant(1));
    }

    private static PlanBuilder innocent() {
        PlanBuilder plan = StandardLog.plan();
        return plan.feature("innocent", plan.countRows());
    }

    @Test
    @DisplayName("ENG-35 integer overflow is an input error that names the feature: in a feature")
    default void refusesOverflowInFeature() {
        for (ScalarFunction function : List.of(ScalarFunction.ADD, ScalarFunction.SUBTRACT, ScalarFunction.MULTIPLY)) {
            PlanBuilder plan = innocent();
            BoundExpression max = plan.aggregate(AggregationFunction.MAX, plan.column("units"));
            BoundExpression risky = plan.let(call(function, max, constant(-2)));
            FeaturePlan features = plan.feature("risky", plusOne(risky)).build();
            long breaking = function == ScalarFunction.SUBTRACT ? Long.MAX_VALUE : Long.MIN_VALUE;
            assertFailsNaming("risky", features, rows(units(1, 1), units(2, breaking)));
            EngineUnderTest.of(engine()).run(features, source(rows(units(1, 1), units(2, 0))));
        }
        for (ScalarFunction function : List.of(ScalarFunction.NEGATE, ScalarFunction.ABS)) {
            PlanBuilder plan = innocent();
            BoundExpression max = plan.aggregate(AggregationFunction.MAX, plan.column("units"));
            FeaturePlan features = plan.feature("risky", call(function, max)).build();
            assertFailsNaming("risky", features, rows(units(1, 1), units(2, Long.MIN_VALUE)));
        }
    }

    @Test
    @DisplayName("ENG-35 integer overflow is an input error that names the feature: in an argument or a filter")
    default void refusesOverflowInArgumentAndFilter() {
        List<@Nullable Object[]> events = rows(units(1, 1), units(2, Long.MAX_VALUE));
        PlanBuilder argument = innocent();
        argument.feature("risky", argument.aggregate(AggregationFunction.MIN, plusOne(argument.column("units"))));
        assertFailsNaming("risky", argument.build(), events);
        PlanBuilder filter = innocent();
        BoundExpression condition = call(ScalarFunction.GREATER, plusOne(filter.column("units")), constant(0));
        filter.feature("risky", filter.countRows(condition));
        assertFailsNaming("risky", filter.build(), events);
    }

    @Test
    @DisplayName("ENG-36 rows that are not used are not computed with")
    default void computesUsedRowsOnly() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression next = plusOne(plan.column("units"));
        plan.feature("largest", plan.aggregate(AggregationFunction.MAX, next))
                .feature("positive", plan.countRows(call(ScalarFunction.GREATER, next, constant(0))))
                .feature(
                        "rounded",
                        plan.aggregate(AggregationFunction.SUM, cast(plan.column("amount"), DataType.INT64)));
        List<@Nullable Object[]> events = rows(
                event(1, INSIDE, null, 1.5, 1, null),
                event(1, WINDOW.end(), null, 1e300, Long.MAX_VALUE, null),
                event(1, WINDOW.start() - 1, null, 1e300, Long.MAX_VALUE, null),
                event(1, null, null, 1e300, Long.MAX_VALUE, null),
                event(null, INSIDE, null, 1e300, Long.MAX_VALUE, null),
                event(2, INSIDE, null, 1e300, Long.MAX_VALUE, null));
        var outcome = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(1L))
                .run(plan.build(), source(events));
        assertEquals(matrix(row(1, 2, 1, 2)), outcome.rows());
    }

    @Test
    @DisplayName("ENG-37 an argument is computed only where the filter is true")
    default void computesArgumentsOfPassingRowsOnly() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression units = plan.column("units");
        BoundExpression small = call(ScalarFunction.LESS, units, constant(100));
        plan.feature("sum", plan.aggregate(AggregationFunction.SUM, plusOne(units), small))
                .feature("all", plan.countRows());
        var outcome = EngineUnderTest.of(engine())
                .run(plan.build(), source(rows(units(1, 1), units(1, Long.MAX_VALUE), units(1, null))));
        assertEquals(matrix(row(1, 2, 3)), outcome.rows());
    }

    @Test
    @DisplayName("ENG-38 case, and, or, coalesce compute only what decides")
    default void computesLazily() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression units = plan.column("units");
        BoundExpression next = plusOne(units);
        BoundExpression small = call(ScalarFunction.LESS, units, constant(Long.MAX_VALUE));
        BoundExpression positive = call(ScalarFunction.GREATER, next, constant(0));
        BoundExpression large = call(ScalarFunction.NOT, small);
        plan.feature("case", plan.aggregate(AggregationFunction.SUM, when(small, next, constant(7))))
                .feature("nothing", plan.aggregate(AggregationFunction.SUM, when(small, next, null)))
                .feature("and", plan.countRows(call(ScalarFunction.AND, small, positive)))
                .feature("or", plan.countRows(call(ScalarFunction.OR, large, positive)))
                .feature(
                        "coalesce",
                        plan.aggregate(AggregationFunction.MIN, call(ScalarFunction.COALESCE, units, next)));
        BoundExpression max = plan.aggregate(AggregationFunction.MAX, units);
        BoundExpression below = call(ScalarFunction.LESS, max, constant(Long.MAX_VALUE));
        plan.feature("feature", when(below, plusOne(max), constant(-1)));
        var outcome = EngineUnderTest.of(engine())
                .run(plan.build(), source(rows(units(1, 1), units(2, Long.MAX_VALUE), units(2, 1))));
        assertEquals(matrix(row(1, 2, 2, 1, 1, 1, 2), row(2, 9, 2, 1, 2, 1, -1)), outcome.rows());
    }

    @Test
    @DisplayName("ENG-39 a cast that does not fit is an input error that names the feature; try_cast gives null")
    default void castsStrictlyAndLeniently() {
        for (double misfit : new double[] {0x1p63, -0x1.0000000000001p63, 1e300}) {
            PlanBuilder strict = innocent();
            strict.feature(
                    "risky", strict.aggregate(AggregationFunction.MAX, cast(strict.column("amount"), DataType.INT64)));
            assertFailsNaming("risky", strict.build(), rows(amount(1, 1.0), amount(2, misfit)));
        }
        PlanBuilder plan = StandardLog.plan();
        BoundExpression amount = plan.column("amount");
        plan.feature("lenient", plan.aggregate(AggregationFunction.MAX, Expressions.tryCast(amount, DataType.INT64)))
                .feature(
                        "strict",
                        plan.aggregate(
                                AggregationFunction.MAX,
                                cast(amount, DataType.INT64),
                                call(ScalarFunction.LESS, amount, constant(1e18))))
                .feature("flag", plan.aggregate(AggregationFunction.SUM, cast(plan.column("flag"), DataType.FLOAT64)));
        var outcome = EngineUnderTest.of(engine())
                .run(
                        plan.build(),
                        source(rows(
                                amount(1, 2.5),
                                amount(2, -2.5),
                                amount(3, 0.49999999999999994),
                                amount(4, 1e300),
                                amount(5, -0x1p63),
                                amount(6, Double.NaN),
                                event(7, INSIDE, null, 4503599627370497.5, null, true))));
        assertEquals(
                matrix(
                        row(1, 3, 3, null),
                        row(2, -3, -3, null),
                        row(3, 0, 0, null),
                        row(4, null, null, null),
                        row(5, Long.MIN_VALUE, Long.MIN_VALUE, null),
                        row(6, null, null, null),
                        row(7, 4503599627370498L, 4503599627370498L, 1.0)),
                outcome.rows());
    }
}
