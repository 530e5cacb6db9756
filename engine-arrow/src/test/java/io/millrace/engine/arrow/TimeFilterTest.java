package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Filters on the event time are windows, and of the two sides of a time one count suffices. */
class TimeFilterTest {
    private static final List<ScalarFunction> COMPARISONS = List.of(
            ScalarFunction.LESS,
            ScalarFunction.LESS_OR_EQUAL,
            ScalarFunction.GREATER,
            ScalarFunction.GREATER_OR_EQUAL,
            ScalarFunction.EQUAL,
            ScalarFunction.NOT_EQUAL);
    private static final long[] BOUNDS = {
        Long.MIN_VALUE, -1, 0, 1, 499_999, 500_000, 500_001, 999_999, 1_000_000, Long.MAX_VALUE
    };

    private static FeaturePlan plan(long bound) {
        PlanBuilder plan = Log.plan();
        BoundExpression at = plan.column("at");
        plan.feature("rows", plan.countRows())
                .feature("units", plan.aggregate(AggregationFunction.COUNT, plan.column("units")));
        for (ScalarFunction comparison : COMPARISONS) {
            BoundExpression filter = Expressions.call(comparison, at, Expressions.timestamp(bound));
            plan.feature(comparison + " rows", plan.countRows(filter))
                    .feature(
                            comparison + " units",
                            plan.aggregate(AggregationFunction.COUNT, plan.column("units"), filter))
                    .feature(
                            comparison + " spent",
                            plan.aggregate(AggregationFunction.SUM, plan.column("amount"), filter))
                    .feature(comparison + " last", plan.aggregate(AggregationFunction.MAX, at, filter))
                    .feature(comparison + " first", plan.aggregate(AggregationFunction.MIN, at, filter));
        }
        return plan.build();
    }

    @Test
    void equalsTheReferenceAtEveryBound() {
        List<@Nullable Object[]> rows = Rows.rows();
        for (long time : new long[] {-1, 0, 1, 499_999, 500_000, 500_001, 999_999, 1_000_000}) {
            rows.add(Rows.row(1, time, "buy", 0.25, 7));
            rows.add(Rows.row(time % 2, time, "buy", null, null));
        }
        var events = MemoryEventSource.ofRows(Log.schema(DataType.INT64), rows);
        for (long bound : BOUNDS) {
            assertEquals(
                    EngineUnderTest.of(new ReferenceEngine())
                            .run(plan(bound), events)
                            .rows(),
                    EngineUnderTest.of(new ArrowFeatureEngine())
                            .run(plan(bound), events)
                            .rows(),
                    "bound " + bound);
        }
    }

    private static long counts(FeaturePlan plan) {
        return RecordLayout.of(plan, 8, -1).cells().stream()
                .filter(cell -> cell.kind() == CellKind.COUNT)
                .count();
    }

    /** Of {@code <} and {@code >=}, and of {@code <=} and {@code >}, one is counted; the others are, and so is all. */
    @Test
    void countsOneSideOfATime() {
        assertEquals(2 + 2 * (COMPARISONS.size() - 2), counts(plan(500_000)));
    }

    @Test
    void countsBothSidesWhereNotAllIsCountedOrTheBoundsDiffer() {
        PlanBuilder plan = Log.plan();
        BoundExpression at = plan.column("at");
        plan.countRows(Expressions.call(ScalarFunction.LESS, at, Expressions.timestamp(5)));
        plan.countRows(Expressions.call(ScalarFunction.GREATER_OR_EQUAL, at, Expressions.timestamp(5)));
        assertEquals(2, counts(plan.build()));
        plan.countRows();
        assertEquals(2, counts(plan.build()));
        plan.countRows(Expressions.call(ScalarFunction.GREATER_OR_EQUAL, at, Expressions.timestamp(6)));
        assertEquals(3, counts(plan.build()));
        // A variance takes the number itself.
        plan.aggregate(
                AggregationFunction.SLOPE,
                plan.column("amount"),
                Expressions.call(ScalarFunction.GREATER_OR_EQUAL, at, Expressions.timestamp(7)));
        assertEquals(4, counts(plan.build()));
    }

    @Test
    void narrowsWindows() {
        FeaturePlan plan = plan(5);
        TimeFilter before = TimeFilter.of(plan, plan.filters().get(0)).orElseThrow();
        assertEquals(Optional.of(new Window(0, 5)), before.within(new Window(0, 10), 10));
        assertTrue(before.within(new Window(5, 10), 10).isEmpty());
        TimeFilter upTo = TimeFilter.of(plan, plan.filters().get(1)).orElseThrow();
        assertEquals(Optional.of(new Window(0, 6)), upTo.within(new Window(0, 10), 10));
    }
}
