package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.port.StateEstimate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on memory, threads, facts and failures. After each of them the engine holds nothing. */
public interface EngineResourceRules extends EngineSubject {
    private static FeaturePlan plan() {
        return StandardLog.broadPlan(StandardLog.plan()).build();
    }

    private static MemoryEventSource source(int entities) {
        return StandardLog.source(StandardLog.randomEvents(entities * 3, entities, false, 50));
    }

    @Test
    @DisplayName(
            "ENG-50 a budget with which nothing can be computed is a resource error that names one with which all can")
    default void namesTheBudgetThatSuffices() {
        assumeTrue(countsMemory());
        for (boolean textKeys : new boolean[] {false, true}) {
            var plan = StandardLog.broadPlan(textKeys ? StandardLog.textKeyedPlan() : StandardLog.plan())
                    .build();
            var rows = StandardLog.randomEvents(30_000, 10_000, textKeys, 50);
            var source = (textKeys ? StandardLog.textKeyedSource(rows) : StandardLog.source(rows)).inSplits(5000);
            var expected = EngineUnderTest.of(engine()).run(plan, source);
            for (long bytes : new long[] {1, 1000}) {
                var failure = assertThrows(
                        ResourceException.class,
                        () -> EngineUnderTest.of(engine()).withMemory(bytes).run(plan, source));
                long named = largestBudgetIn(failure.getMessage()).bytes();
                for (long budget : new long[] {named, named + named / 3}) {
                    var again = EngineUnderTest.of(engine()).withMemory(budget).run(plan, source);
                    assertEquals(expected.rows(), again.rows(), failure.getMessage());
                    assertTrue(again.report().peakBytes() <= budget, again.report() + " with " + budget);
                }
            }
        }
    }

    /** The largest amount of memory in a message, such as 512m, 1 GiB or 100 bytes. */
    static MemoryBudget largestBudgetIn(String message) {
        Matcher matcher =
                Pattern.compile("(?i)\\b[0-9]+ ?(?:[kmgt](?:i?b)?|b)\\b").matcher(message.replace("bytes", "b"));
        return matcher.results()
                .map(result -> MemoryBudget.parse(result.group()))
                .max((left, right) -> Long.compare(left.bytes(), right.bytes()))
                .orElseThrow(() -> new AssertionError("no budget is named: " + message));
    }

    @Test
    @DisplayName("ENG-51 the peak that is reported is within the budget, and what the listener hears within the peak")
    default void staysWithinTheBudget() {
        assumeTrue(countsMemory());
        RecordingListener listener = new RecordingListener();
        var outcome = EngineUnderTest.of(engine())
                .withThreads(3)
                .withListener(listener)
                .run(plan(), source(2000).inSplits(500));
        long peak = outcome.report().peakBytes();
        assertTrue(peak > 0, "a run holds state");
        assertTrue(peak <= 64 << 20, peak + " bytes");
        assertTrue(listener.peakBytes() > 0, "the listener hears of memory");
        assertTrue(listener.peakBytes() <= peak, listener.peakBytes() + " told, peak " + peak);
        assertEquals(64 << 20, listener.budget());
    }

    @Test
    @DisplayName("ENG-52 the budget that the estimate tells for the number of entities suffices")
    default void estimatesEnough() {
        for (int threads : new int[] {1, 4}) {
            StateEstimate estimate = engine().estimate(plan(), threads);
            long bytes = Math.max(1, estimate.bytesFor(5000));
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(threads)
                    .withMemory(bytes)
                    .run(plan(), source(5000).inSplits(1000));
            assertEquals(
                    EngineUnderTest.of(new ReferenceEngine())
                            .run(plan(), source(5000))
                            .rows(),
                    outcome.rows());
        }
    }

    @Test
    @DisplayName("ENG-52 so does the one for entities and events that are held to find duplicates")
    default void estimatesEnoughForHeldEvents() {
        MemoryEventSource source = source(20_000).inSplits(500);
        FeaturePlan held = plan().withoutDuplicates(source.schema().fields());
        for (int threads : new int[] {1, 4}) {
            StateEstimate estimate = engine().estimate(held, threads);
            long bytes = Math.max(1, estimate.bytesFor(5000, 20_000));
            assertTrue(!countsMemory() || bytes > estimate.bytesFor(5000) + 2 * 20_000 * Long.BYTES, bytes + " bytes");
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(threads)
                    .withMemory(bytes)
                    .run(held, source);
            assertEquals(
                    EngineUnderTest.of(new ReferenceEngine()).run(held, source).rows(), outcome.rows());
        }
    }

    @Test
    @DisplayName("ENG-53 a failure while reading ends the run with that failure, the sink is not committed")
    default void passesOnFailureOfReader() {
        for (int threads : new int[] {1, 3}) {
            InputException failure = new InputException("events, row 777: unreadable");
            MemoryEventSource source = source(1000).inSplits(500).withHook((split, before) -> {
                if (before >= 100 && split.rows() == 500) {
                    throw failure;
                }
            });
            assertFails(failure, source, new MemoryMatrixSink(), RunListener.NONE, threads);
            RuntimeException bug = new IllegalStateException("a reader's own bug");
            MemoryEventSource broken = source(1000).inSplits(100).withHook((split, before) -> {
                throw bug;
            });
            assertFails(bug, broken, new MemoryMatrixSink(), RunListener.NONE, threads);
        }
    }

    @Test
    @DisplayName("ENG-54 a failure of the sink ends the run with that failure")
    default void passesOnFailureOfSink() {
        for (long afterRows : new long[] {0, 1, 900}) {
            ResourceException failure = new ResourceException("no space left");
            assertFails(failure, source(1000), MemoryMatrixSink.failing(afterRows, failure), RunListener.NONE, 2);
        }
    }

    @Test
    @DisplayName("ENG-55 a failure of the listener ends the run with that failure")
    default void passesOnFailureOfListener() {
        RuntimeException failure = new IllegalStateException("a listener's own bug");
        List<RunListener> listeners = List.of(
                new RunListener() {
                    @Override
                    public void batchRead(Split split, int rows, long bytes) {
                        throw failure;
                    }
                },
                new RunListener() {
                    @Override
                    public void splitEnded(Split split, int thread) {
                        throw failure;
                    }
                },
                new RunListener() {
                    @Override
                    public void rowsWritten(long rows) {
                        throw failure;
                    }
                });
        for (RunListener listener : listeners) {
            assertFails(failure, source(500).inSplits(100), new MemoryMatrixSink(), listener, 3);
        }
    }

    private void assertFails(
            RuntimeException failure,
            MemoryEventSource source,
            MemoryMatrixSink sink,
            RunListener listener,
            int threads) {
        var engine = EngineUnderTest.of(engine())
                .withThreads(threads)
                .withBatchRows(50)
                .withListener(listener);
        var thrown = assertThrows(RuntimeException.class, () -> engine.run(plan(), source, sink));
        assertTrue(causes(thrown).contains(failure), () -> "not the failure: " + thrown);
        assertSame(failure.getClass(), thrown.getClass(), "what kind of failure it is stays known");
        assertFalse(sink.committed(), "nothing is committed");
        verifyReleased();
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    }

    @Test
    @DisplayName("ENG-56 the listener hears every split start and end once, all rows, and all rows written")
    default void tellsTheListener() {
        RecordingListener listener = new RecordingListener();
        MemoryEventSource source = source(700).inSplits(100).withEmptyBatches();
        var outcome = EngineUnderTest.of(engine())
                .withThreads(3)
                .withBatchRows(30)
                .withListener(listener)
                .run(plan(), source);
        assertEquals(21, listener.splits().size());
        for (List<String> facts : listener.splits()) {
            assertEquals(2, facts.size(), facts.toString());
            assertEquals("+" + facts.get(1).substring(1), facts.get(0));
            assertEquals("-" + facts.get(0).substring(1), facts.get(1));
        }
        assertEquals(2100, listener.rowsRead());
        assertEquals(2100, outcome.report().rows().read());
        assertEquals(outcome.rows().size(), listener.rowsWritten());
        List<String> phases = listener.phases();
        assertTrue(phases.containsAll(List.of("+READ", "-READ", "+WRITE", "-WRITE")), phases.toString());
        for (Phase phase : Phase.values()) {
            long started = phases.stream().filter(("+" + phase)::equals).count();
            assertTrue(started <= 1, phases.toString());
            assertEquals(started, phases.stream().filter(("-" + phase)::equals).count(), phases.toString());
            assertTrue(phases.indexOf("+" + phase) <= phases.indexOf("-" + phase), phases.toString());
        }
        List<String> starts =
                phases.stream().filter(fact -> fact.startsWith("+")).toList();
        List<String> inOrder = Arrays.stream(Phase.values())
                .map(phase -> "+" + phase)
                .filter(starts::contains)
                .toList();
        assertEquals(inOrder, starts);
    }

    @Test
    @DisplayName("ENG-57 as many threads read at the same time as were asked for, where there are as many splits")
    default void readsInSeveralThreads() {
        assumeTrue(usesThreads());
        CountDownLatch together = new CountDownLatch(3);
        ThreadLocal<Boolean> arrived = ThreadLocal.withInitial(() -> false);
        MemoryEventSource source = source(300).inSplits(30).withHook((split, before) -> {
            if (!arrived.get()) {
                arrived.set(true);
                together.countDown();
                await(together);
            }
        });
        var outcome = EngineUnderTest.of(engine()).withThreads(3).run(plan(), source);
        List<Integer> splits = outcome.report().splitsByThread();
        assertEquals(3, splits.stream().filter(count -> count > 0).count(), splits.toString());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS), "too few threads read splits");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for other threads", e);
        }
    }

    @Test
    @DisplayName("ENG-58 an interrupt of the calling thread ends the run with an exception, and stays visible")
    default void endsWhenInterrupted() throws InterruptedException {
        for (int threads : new int[] {1, 3}) {
            Interrupted run = new Interrupted(this, threads);
            run.start();
            run.join(TimeUnit.SECONDS.toMillis(20));
            boolean ended = !run.isAlive();
            run.stopReading();
            run.join();
            assertTrue(ended, "the run went on after the interrupt");
            assertTrue(run.thrown.get() instanceof RuntimeException, "thrown: " + run.thrown.get());
            assertTrue(run.stillInterrupted, "the thread's interrupt was swallowed");
            verifyReleased();
        }
    }

    @Test
    @DisplayName("ENG-59 a column that the source does not have is the source's input error")
    default void passesOnMissingColumn() {
        FeaturePlan plan = plan();
        var other = MemoryEventSource.ofRows(Schema.of(Field.nullable("usr", DataType.INT64)), Rows.rows(Rows.row(1)));
        var failure = assertThrows(
                InputException.class, () -> EngineUnderTest.of(engine()).run(plan, other, new MemoryMatrixSink()));
        assertTrue(failure.getMessage().contains("user"), failure.getMessage());
    }
}
