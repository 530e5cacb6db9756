package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets for state that grows with the events: refused with a budget that suffices and is not far from what is needed. */
class VariableBudgetTest {
    private static final Pattern ENOUGH = Pattern.compile("need at most ([0-9]+[kmg]?)");
    private static final long MIB = 1 << 20;
    private static final WindowRange SET = new WindowRange(1_000_000, 0);

    private final Allocators allocators = new Allocators();
    private final ArrowFeatureEngine engine = new ArrowFeatureEngine(allocators);

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
    }

    private static MemoryBudget named(ResourceException failure) {
        Matcher matcher = ENOUGH.matcher(failure.getMessage());
        assertTrue(matcher.find(), failure.getMessage());
        return MemoryBudget.parse(matcher.group(1));
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

    private void verifyBudgets(FeaturePlan plan, MemoryEventSource events, int threads) {
        var expected = EngineUnderTest.of(engine).withThreads(1).run(plan, events);
        long peak = expected.report().peakBytes();
        // How much several threads need depends on which of them meets what: at most all of them everything.
        long reasonable = threads == 1 ? 3 * peak + MIB : (threads + 1) * (3 * peak + MIB);
        EngineUnderTest subject = EngineUnderTest.of(engine).withThreads(threads);
        int failures = 0;
        for (long budget : new long[] {1, peak / 3, peak * 2 / 3}) {
            try {
                assertEquals(
                        expected.rows(),
                        subject.withMemory(budget).run(plan, events).rows());
            } catch (ResourceException failure) {
                failures++;
                allocators.verifyReleased();
                long enough = named(failure).bytes();
                var again = subject.withMemory(enough).run(plan, events);
                assertEquals(expected.rows(), again.rows());
                assertTrue(again.report().peakBytes() <= enough, failure.getMessage());
                assertTrue(enough <= reasonable, "peak " + peak + ": " + failure.getMessage());
            }
        }
        assertTrue(failures > 0, "a byte suffices");
    }

    /** Many events of few, and few events of many. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "USER")
    void namesABudgetForEveryAggregation(AggregationFunction function) {
        FeaturePlan plan = plan(function, columns(function));
        verifyBudgets(plan, Log.events(DataType.INT64, 3, 6000, 30, 0.01), 1);
        verifyBudgets(plan, Log.events(DataType.INT64, 3, 6000, 30, 1e-40), 3);
        verifyBudgets(plan, Log.events(DataType.INT64, 3, 6000, 9000, 1e70), 2);
    }

    private static FeaturePlan everything() {
        PlanBuilder plan = Log.plan(DataType.TEXT);
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
    void namesABudgetForAllTogether(int threads) {
        verifyBudgets(everything(), Log.events(DataType.TEXT, 4, 4000, 6000, 0.01), threads);
        verifyBudgets(everything(), Log.events(DataType.TEXT, 4, 4000, 40, 0.01), threads);
    }

    /** More objects than are sampled. */
    @Test
    void namesABudgetForManyObjects() {
        PlanBuilder plan = Log.plan();
        plan.feature("times", plan.aggregate(new TimeSet(), List.of(), null, SET));
        verifyBudgets(plan.build(), Log.events(DataType.INT64, 2, 30_000, 20_000, 0.01), 1);
    }

    @Test
    void estimatesTheFixedPartAndAllowsForSomeValues() {
        FeaturePlan plan = everything();
        long bytes = engine.estimate(plan, 2).bytesFor(4000);
        var events = Log.events(DataType.TEXT, 4, 4000, 4000, 0.01);
        assertEquals(
                EngineUnderTest.of(engine).run(plan, events).rows(),
                EngineUnderTest.of(engine).withMemory(bytes).run(plan, events).rows());
    }
}
