package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets from nothing to plenty: a run succeeds with the right matrix, or names a budget with which it does. */
class MemoryLimitTest {
    private static final Pattern ENOUGH = Pattern.compile("need at most ([0-9]+[kmg]?)");

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

    private static EngineUnderTest withRoster(EngineUnderTest engine, DataType key, int size) {
        List<@Nullable Object[]> rows = Rows.rows();
        for (int i = 0; i < size; i++) {
            rows.add(Rows.row(Log.user(key, i)));
        }
        Schema schema = Schema.of(Field.nullable("entity", key));
        return engine.withRoster(MemoryEventSource.of(List.of(new MemoryFile("roster", schema, rows))), "entity");
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, 0.01, 0",
        "TEXT, 0.01, 0",
        "INT64, 1e-30, 0",
        "TEXT, 1e-30, 0",
        "INT64, 1e25, 0",
        "INT64, 0.01, 5000",
        "TEXT, 0.01, 9000"
    })
    void succeedsWithTheBudgetItNames(DataType.Kind kind, double amounts, int roster) {
        DataType key = kind == DataType.Kind.TEXT ? DataType.TEXT : DataType.INT64;
        var plan = Log.usualPlan(key);
        var events = Log.events(key, 4, 3000, 4000, amounts);
        EngineUnderTest subject = EngineUnderTest.of(engine).withThreads(3);
        EngineUnderTest asked = roster == 0 ? subject : withRoster(subject, key, roster);
        var expected = asked.run(plan, events);
        int failures = 0;
        for (long budget = 1; budget < 64 << 20; budget = budget * 9 / 5 + 1) {
            EngineUnderTest limited = asked.withMemory(budget);
            try {
                var outcome = limited.run(plan, events);
                assertEquals(expected.rows(), outcome.rows());
                assertTrue(outcome.report().peakBytes() <= budget, outcome.report() + " with " + budget);
            } catch (ResourceException failure) {
                failures++;
                MemoryBudget enough = named(failure);
                assertTrue(enough.bytes() > budget, enough + " after " + budget);
                var again = asked.withMemory(enough.bytes()).run(plan, events);
                assertEquals(expected.rows(), again.rows());
            }
            allocators.verifyReleased();
        }
        assertTrue(failures > 10, failures + " failures");
    }

    /** Several times make a record larger than a chunk's rounding, several key columns keep keys beside the records. */
    @Test
    void succeedsWithTheBudgetItNamesForSeveralTimesAndKeys() {
        PlanBuilder builder = PlanBuilder.over(Log.schema(DataType.INT64), List.of("user", "type"), "at", Log.WINDOW);
        builder.asOf(LongStream.rangeClosed(1, 30).map(i -> i * 100_000).boxed().toList());
        var plan = builder.feature("spent", builder.aggregate(AggregationFunction.SUM, builder.column("amount")))
                .feature("average", builder.aggregate(AggregationFunction.AVG, builder.column("units")))
                .build();
        var events = Log.events(DataType.INT64, 3, 1000, 900, 1e-30);
        EngineUnderTest asked = EngineUnderTest.of(engine).withThreads(2);
        var expected = asked.withMemory(1 << 30).run(plan, events);
        int failures = 0;
        for (long budget = 1 << 16; budget < 64 << 20; budget *= 3) {
            try {
                assertEquals(
                        expected.rows(),
                        asked.withMemory(budget).run(plan, events).rows());
            } catch (ResourceException failure) {
                failures++;
                var again = asked.withMemory(named(failure).bytes()).run(plan, events);
                assertEquals(expected.rows(), again.rows());
            }
            allocators.verifyReleased();
        }
        assertTrue(failures > 3, failures + " failures");
    }

    /** Rows that the roster leaves out do not fail a run that has too little memory, nor the count of what is enough. */
    @Test
    void countsWithoutFailingForWhatTheRosterLeavesOut() {
        PlanBuilder builder = Log.plan();
        BoundExpression next = Expressions.call(ScalarFunction.ADD, builder.column("units"), Expressions.constant(1));
        var plan = builder.feature(
                        "sum", builder.aggregate(AggregationFunction.SUM, Expressions.cast(next, DataType.FLOAT64)))
                .build();
        var events = MemoryEventSource.ofRows(
                Log.schema(DataType.INT64),
                Rows.rows(Rows.row(1, 5, "buy", 1.0, 1), Rows.row(2, 5, "buy", 1.0, Long.MAX_VALUE)));
        EngineUnderTest listed = EngineUnderTest.of(engine).withRoster(DataType.INT64, List.of(1L));
        var failure = assertThrows(
                ResourceException.class, () -> listed.withMemory(100).run(plan, events));
        var outcome = listed.withMemory(named(failure).bytes()).run(plan, events);
        assertEquals(Rows.matrix(Rows.row(1, 2.0)), outcome.rows());
    }

    @Test
    void tellsWhatWasReachedAndWhatIsNeeded() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 2, 3000, 4000, 0.01);
        var failure = assertThrows(
                ResourceException.class,
                () -> EngineUnderTest.of(engine).withMemory(250 << 10).run(plan, events));
        assertTrue(
                failure.getMessage()
                        .matches("the memory budget of 250k is too small: it was reached with [0-9]+ bytes of state; "
                                + "up to 3,[0-9]{3} entities in 2 threads need at most [0-9]+m; give that much, "
                                + "or [0-9]+[km] with 1 thread"),
                failure.getMessage());
    }

    /** An upper bound, but not any. */
    @Test
    void namesABudgetOfTheRightSize() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 1, 60_000, 40_000, 0.01);
        EngineUnderTest one = EngineUnderTest.of(engine).withThreads(1);
        var failure = assertThrows(
                ResourceException.class, () -> one.withMemory(1 << 20).run(plan, events));
        long peak = one.run(plan, events).report().peakBytes();
        assertTrue(named(failure).bytes() < 2 * peak, failure.getMessage() + ", peak " + peak);
    }

    @Test
    void countsWhatItHolds() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 4, 5000, 20_000, 0.01);
        var outcome = EngineUnderTest.of(engine).withThreads(1).run(plan, events);
        long entities = outcome.report().entities();
        int record = RecordLayout.of(plan, 8, 4 * 5000).bytes();
        assertTrue(outcome.report().peakBytes() >= entities * record, outcome.report() + ", record " + record);
        assertTrue(
                outcome.report().peakBytes() <= engine.estimate(plan, 1).bytesFor(entities),
                outcome.report().toString());
    }

    @Test
    void commitsNothingWhenItFails() {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 2, 1000, 1000, 0.01);
        assertThrows(
                ResourceException.class,
                () -> EngineUnderTest.of(engine).withMemory(1 << 16).run(plan, events, sink));
        assertFalse(sink.committed());
        assertTrue(sink.rows().isEmpty());
    }
}
