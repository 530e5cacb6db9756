package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.run.ResourceException;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets from nothing to plenty: refused with one that suffices, or enough for the right matrix. */
class MemoryLimitTest {
    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();
    private final FeatureEngine engine = root.engine(new ArrowFeatureEngine(allocators));

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
        root.verifyEmpty();
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
        var events = Log.events(key, 4, 9000, 20_000, amounts);
        EngineUnderTest subject = EngineUnderTest.of(engine).withThreads(3);
        EngineUnderTest asked = roster == 0 ? subject : withRoster(subject, key, roster);
        verifySweep(plan, events, asked, roster == 0);
    }

    private void verifySweep(FeaturePlan plan, MemoryEventSource events, EngineUnderTest asked, boolean spills) {
        var expected = asked.withMemory(1 << 30).run(plan, events);
        long least = 0;
        int spilled = 0;
        for (long budget = 1; budget < 64 << 20; budget = budget * 7 / 5 + 1) {
            try {
                var outcome = asked.withMemory(budget).run(plan, events);
                assertEquals(expected.rows(), outcome.rows());
                assertTrue(outcome.report().peakBytes() <= budget, outcome.report() + " with " + budget);
                spilled += outcome.report().spilled().runs() > 0 ? 1 : 0;
            } catch (ResourceException failure) {
                long named = NamedBudget.in(failure);
                assertTrue(named > budget, named + " after " + budget);
                assertTrue(budget > least || named == least, "one that was named did not suffice");
                if (named != least) {
                    var again = asked.withMemory(named).run(plan, events);
                    assertEquals(expected.rows(), again.rows());
                    spilled += again.report().spilled().runs() > 0 ? 1 : 0;
                }
                least = named;
            }
            allocators.verifyReleased();
        }
        assertTrue(least < 3 << 20, "refused up to " + least);
        assertTrue(!spills || spilled > 0, "no budget was small enough to spill");
    }

    /** Several times make a record larger than a chunk's rounding, several key columns keep keys beside the records. */
    @Test
    void succeedsWithTheBudgetItNamesForSeveralTimesAndKeys() {
        PlanBuilder builder = PlanBuilder.over(Log.schema(DataType.INT64), List.of("user", "type"), "at", Log.WINDOW);
        builder.asOf(LongStream.rangeClosed(1, 30).map(i -> i * 100_000).boxed().toList());
        var plan = builder.feature("spent", builder.aggregate(AggregationFunction.SUM, builder.column("amount")))
                .feature("average", builder.aggregate(AggregationFunction.AVG, builder.column("units")))
                .build();
        verifySweep(
                plan,
                Log.events(DataType.INT64, 3, 1000, 900, 1e-30),
                EngineUnderTest.of(engine).withThreads(2),
                true);
    }

    /** Events are held back until all are read, on disk where they do not fit. */
    @ParameterizedTest
    @CsvSource({"INT64, 0", "TEXT, 0", "INT64, 5000"})
    void succeedsWithTheBudgetItNamesForDuplicates(DataType.Kind kind, int roster) {
        DataType key = kind == DataType.Kind.TEXT ? DataType.TEXT : DataType.INT64;
        MemoryEventSource once = Log.events(key, 3, 4000, 9000, 0.01);
        FeaturePlan plan = Log.usualPlan(key).withoutDuplicates(once.schema().fields());
        EngineUnderTest subject = EngineUnderTest.of(engine).withThreads(3);
        EngineUnderTest asked = roster == 0 ? subject : withRoster(subject, key, roster);
        verifySweep(plan, once, asked, roster == 0);
    }

    @Test
    void tellsWhatIsNeeded() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 2, 3000, 4000, 0.01);
        var failure = assertThrows(
                ResourceException.class,
                () -> EngineUnderTest.of(engine)
                        .withThreads(40)
                        .withMemory(100 << 10)
                        .run(plan, events));
        assertTrue(
                failure.getMessage()
                        .matches(
                                "the memory budget of 100k is too small for this feature set, however little there is to "
                                        + "read: 40 threads need at least [0-9]+[km]; give that much, or [0-9]+k with 1 thread"),
                failure.getMessage());
    }

    /** A roster is looked up in for every event, and stays in memory. */
    @Test
    void tellsWhatARosterNeeds() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 2, 3000, 4000, 0.01);
        EngineUnderTest asked = withRoster(EngineUnderTest.of(engine), DataType.INT64, 200_000);
        var failure = assertThrows(
                ResourceException.class, () -> asked.withMemory(3 << 20).run(plan, events));
        assertTrue(failure.getMessage().contains("the roster of up to 2"), failure.getMessage());
        long named = NamedBudget.in(failure);
        assertTrue(named < 40 << 20, failure.getMessage());
        assertEquals(
                asked.run(plan, events).rows(),
                asked.withMemory(named).run(plan, events).rows());
    }

    /** A million users with an event each. */
    @Test
    void takesManyEntities() {
        var plan = Log.usualPlan(DataType.INT64);
        MemoryEventSource events = Log.events(DataType.INT64, 2, 500_000, 100_000_000, 0.01);
        var expected = EngineUnderTest.of(engine).withMemory(1 << 30).run(plan, events);
        var actual = EngineUnderTest.of(engine).withMemory(8 << 20).run(plan, events);
        assertEquals(expected.rows(), actual.rows());
        assertEquals(0, expected.report().spilled().runs());
        assertTrue(actual.report().spilled().runs() > 10, actual.report().toString());
        assertTrue(actual.report().spilled().entities() >= actual.report().entities());
        assertTrue(actual.report().peakBytes() <= 8 << 20, actual.report().toString());
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
