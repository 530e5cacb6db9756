package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void succeedsWithTheBudgetItNames(DataType key, double amounts, int roster) {
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

    @Test
    void tellsWhatWasReachedAndWhatIsNeeded() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 2, 3000, 4000, 0.01);
        var failure = assertThrows(
                ResourceException.class,
                () -> EngineUnderTest.of(engine).withMemory(400 << 10).run(plan, events));
        assertTrue(
                failure.getMessage()
                        .matches("the memory budget of 400k is too small: it was reached with [0-9]+ bytes of state; "
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
        int record = RecordLayout.of(plan, 8).bytes();
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
