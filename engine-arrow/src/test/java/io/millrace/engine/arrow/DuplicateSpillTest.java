package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.StateEstimate;
import io.millrace.core.run.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that are held back do not fit, though the state of the few entities does. */
class DuplicateSpillTest {
    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
        root.verifyEmpty();
    }

    /** Files of the events of ten users, a third of which are copies. */
    private static MemoryEventSource events(int texts) {
        Random random = new Random(20);
        List<MemoryFile> files = new ArrayList<>();
        List<@Nullable Object[]> all = Rows.rows();
        for (MemoryFile file : Log.files(DataType.INT64, 3, 8000, 10, 0.01)) {
            List<@Nullable Object[]> rows = Rows.rows();
            for (@Nullable Object[] row : file.rows()) {
                row[2] = row[2] + "x".repeat(random.nextInt(texts));
                all.add(row);
                rows.add(random.nextInt(3) == 0 ? all.get(random.nextInt(all.size())) : row);
            }
            files.add(new MemoryFile(file.name(), file.schema(), rows));
        }
        return MemoryEventSource.of(files);
    }

    private static FeaturePlan plan(MemoryEventSource events) {
        return Log.usualPlan(DataType.INT64).withoutDuplicates(events.schema().fields());
    }

    private void verify(MemoryEventSource events, EngineSettings settings, int threads, long budget, int leastRuns) {
        FeaturePlan plan = plan(events);
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, events);
        var actual = EngineUnderTest.of(root.engine(new ArrowFeatureEngine(allocators, settings)))
                .withThreads(threads)
                .withMemory(budget)
                .run(plan, events);
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.report().rowsByFile(), actual.report().rowsByFile());
        assertTrue(
                actual.report().rows().get(Fate.DUPLICATE) > 3000,
                actual.report().toString());
        assertTrue(actual.report().peakBytes() <= budget, actual.report().toString());
        assertTrue(
                actual.report().spilled().runs() >= leastRuns, actual.report().toString());
        assertEquals(0, actual.report().spilled().entities(), "no state was spilled");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000, 10", "2, 1000000, 10", "4, 2000000, 4"})
    void spillsEventsAlone(int threads, long budget, int leastRuns) {
        verify(events(20), EngineSettings.USUAL, threads, budget, leastRuns);
    }

    /** Told of one thread, as several may read less alike than the estimate allows for. */
    @Test
    void fitWhereTheEstimateSaysSo() {
        MemoryEventSource events = events(20).inSplits(500);
        FeaturePlan plan = plan(events);
        StateEstimate estimate = new ArrowFeatureEngine().estimate(plan, 1);
        long told = estimate.bytesFor(10, 24_000);
        assertEquals(0, runs(events, plan, told), told + " bytes");
        long least = estimate.bytesFor(10, 0);
        assertTrue(told > least + 24_000 * 100, told + " bytes");
        long half = least + (told - least) / 4;
        assertTrue(runs(events, plan, half) > 0, half + " of " + told + " bytes");
        assertTrue(estimate.eventsIn(told) >= 24_000, "events in " + told);
    }

    private int runs(MemoryEventSource events, FeaturePlan plan, long budget) {
        return EngineUnderTest.of(root.engine(new ArrowFeatureEngine(allocators, EngineSettings.USUAL)))
                .withThreads(1)
                .withMemory(budget)
                .run(plan, events)
                .report()
                .spilled()
                .runs();
    }

    @Test
    void keepsThemInMemoryWhereTheyFit() {
        MemoryEventSource events = events(20);
        var outcome = EngineUnderTest.of(root.engine(new ArrowFeatureEngine(allocators, EngineSettings.USUAL)))
                .run(plan(events), events);
        assertEquals(0, outcome.report().spilled().runs());
    }

    /** Two runs at a time, so that larger ones are made of them again and again. */
    @Test
    void mergesFewRunsAtATime() {
        verify(events(20), EngineSettings.USUAL.withSmallBlocks(1000, 2), 2, 1_000_000, 10);
    }

    /** An event may be larger than a share of the budget. */
    @Test
    void takesLongTexts() {
        verify(events(3000), EngineSettings.USUAL, 2, 4_000_000, 10);
    }

    @Test
    void takesEventsWhoseHashesAreEqual() {
        verify(events(20), EngineSettings.USUAL.withHashMask(0), 2, 1_000_000, 10);
    }
}
