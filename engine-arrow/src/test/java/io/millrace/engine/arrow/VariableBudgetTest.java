package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.run.ResourceException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets for state that grows with the events: from the least that is named on, each gives what plenty gives. */
class VariableBudgetTest {
    private static final WindowRange SET = new WindowRange(1_000_000, 0);

    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();
    private final FeatureEngine engine = root.engine(new ArrowFeatureEngine(allocators));

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
        root.verifyEmpty();
    }

    private static void add(PlanBuilder plan, AggregationFunction function, @Nullable String column) {
        BoundExpression argument = column == null ? null : plan.column(column);
        double parameter = function == AggregationFunction.DECAYED_SUM ? 1000 : 0.5;
        plan.feature(function + " " + column, plan.aggregate(function, argument, parameter, null, SET));
    }

    private static FeaturePlan plan(AggregationFunction function, List<String> columns) {
        PlanBuilder plan = Log.plan();
        if (columns.isEmpty()) {
            add(plan, function, null);
        }
        columns.forEach(column -> add(plan, function, column));
        return plan.build();
    }

    private static List<String> columns(AggregationFunction function) {
        return switch (function) {
            case COUNT_ROWS, COUNT_DAYS, MAX_GAP, USER -> List.of();
            case SUM, AVG, VAR_SAMP, VAR_POP, SLOPE, DECAYED_SUM, QUANTILE, APPROX_QUANTILE -> List.of("amount");
            case COUNT, COUNT_DISTINCT, MIN, MAX, FIRST, LAST, APPROX_COUNT_DISTINCT, MODE ->
                List.of("amount", "type", "units", "at");
        };
    }

    /** Sweeps budgets; returns how often something was spilled. */
    private int verifyBudgets(FeaturePlan plan, MemoryEventSource events, int threads) {
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, events);
        EngineUnderTest subject = EngineUnderTest.of(engine).withThreads(threads);
        ResourceException refused = assertThrows(
                ResourceException.class, () -> subject.withMemory(1).run(plan, events));
        long least = NamedBudget.in(refused);
        assertTrue(least < 64 << 20, refused.getMessage());
        int spilled = 0;
        for (long budget : new long[] {least, least + 1024, least * 9 / 8, least * 3 / 2}) {
            var actual = subject.withMemory(budget).run(plan, events);
            assertEquals(expected.rows(), actual.rows(), "with " + budget);
            assertEquals(expected.report().rowsByFile(), actual.report().rowsByFile());
            assertEquals(expected.report().nonFinite(), actual.report().nonFinite());
            assertTrue(actual.report().peakBytes() <= budget, actual.report() + " with " + budget);
            spilled += actual.report().spilled().runs() > 0 ? 1 : 0;
        }
        return spilled;
    }

    /** Many events of few, and few events of many. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "USER")
    void givesTheSameWithAnyBudgetForEveryAggregation(AggregationFunction function) {
        FeaturePlan plan = plan(function, columns(function));
        int spilled = verifyBudgets(plan, Log.events(DataType.INT64, 3, 20_000, 30, 0.01), 1);
        spilled += verifyBudgets(plan, Log.events(DataType.INT64, 3, 6000, 30, 1e-40), 3);
        spilled += verifyBudgets(plan, Log.events(DataType.INT64, 3, 30_000, 80_000, 1e70), 2);
        assertTrue(spilled > 2, function + " spilled in " + spilled + " runs");
    }

    /** Every aggregation over every column that it takes, and one of a user. */
    static FeaturePlan everything(DataType key) {
        PlanBuilder plan = Log.plan(key);
        Stream.of(AggregationFunction.values())
                .filter(function -> function != AggregationFunction.USER)
                .forEach(function -> {
                    if (columns(function).isEmpty()) {
                        add(plan, function, null);
                    }
                    columns(function).forEach(column -> add(plan, function, column));
                });
        plan.feature("times", plan.aggregate(new TimeSet(), List.of(), null, SET));
        return plan.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void givesTheSameWithAnyBudgetForAllTogether(int threads) {
        int spilled = verifyBudgets(everything(DataType.TEXT), Log.events(DataType.TEXT, 4, 4000, 6000, 0.01), threads);
        spilled += verifyBudgets(everything(DataType.TEXT), Log.events(DataType.TEXT, 4, 4000, 40, 0.01), threads);
        assertTrue(spilled > 4, "spilled in " + spilled + " runs");
    }

    /** Every place in which memory may run out is one in which the run goes on. */
    @ParameterizedTest
    @ValueSource(ints = {19, 23, 29, 31, 37, 41})
    void goesOnWhereverMemoryRunsOut(int every) {
        var failing = root.engine(new ArrowFeatureEngine(allocators, EngineSettings.USUAL.withRefused(every)));
        MemoryEventSource events = Log.events(DataType.TEXT, 4, 3000, 400, 1e-30);
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(everything(DataType.TEXT), events);
        for (int threads : new int[] {1, 3}) {
            var actual = EngineUnderTest.of(failing).withThreads(threads).run(everything(DataType.TEXT), events);
            assertEquals(expected.rows(), actual.rows());
            assertTrue(actual.report().spilled().runs() > 0, "spilled");
        }
    }

    @Test
    void estimatesTheFixedPartAndAllowsForSomeValues() {
        FeaturePlan plan = everything(DataType.TEXT);
        long bytes = engine.estimate(plan, 2).bytesFor(4000);
        var events = Log.events(DataType.TEXT, 4, 4000, 4000, 0.01);
        assertEquals(
                EngineUnderTest.of(engine).run(plan, events).rows(),
                EngineUnderTest.of(engine).withMemory(bytes).run(plan, events).rows());
    }
}
