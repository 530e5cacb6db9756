package io.millrace.engine.arrow;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.StateEstimate;
import java.util.function.LongFunction;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;

/**
 * Computes feature matrices on this machine, in one pass over the events, with its state off the heap.
 *
 * <p>Threads take splits and each keeps one fixed-width record per entity it meets, and beside it what grows with the
 * events; then the records are merged by
 * partition, and finished in the order of their keys. Each run has its own allocator, limited by the request's budget,
 * and frees everything when it ends, however it ends.
 *
 * <p>A run ends with {@link java.util.concurrent.CancellationException} when its calling thread is interrupted. The
 * engine itself has no state: one may serve any number of runs at once.
 */
public final class ArrowFeatureEngine implements FeatureEngine {
    private static final long UNKNOWN_ROWS = -1;

    private final LongFunction<BufferAllocator> allocators;
    private final EngineSettings settings;

    public ArrowFeatureEngine() {
        this(ArrowFeatureEngine::allocator);
    }

    /**
     * @param allocators makes the allocator of a run, which closes it, from the run's budget
     */
    ArrowFeatureEngine(LongFunction<BufferAllocator> allocators) {
        this(allocators, EngineSettings.USUAL);
    }

    ArrowFeatureEngine(LongFunction<BufferAllocator> allocators, EngineSettings settings) {
        this.allocators = allocators;
        this.settings = settings;
    }

    /** Buffers are rounded to small segments, not to powers of two, so that the budget is spent on state. */
    static BufferAllocator allocator(long budget) {
        return new RootAllocator(AllocationListener.NOOP, budget, new SegmentRoundingPolicy(StateSize.ROUNDING));
    }

    @Override
    public EngineReport run(EngineRequest request, MatrixSink sink, RunListener listener) {
        MemoryTooSmall tooSmall = new MemoryTooSmall(request, settings);
        tooSmall.requireLeast();
        long budget = request.memory().bytes();
        long kept = SpillSizes.kept(request.threads(), budget, settings);
        try (StateMemory memory = StateMemory.keeping(kept, allocators.apply(budget), settings.refused())) {
            try (EngineRun run = new EngineRun(request, settings, listener, memory)) {
                return run.execute(sink);
            } catch (BudgetExceeded exceeded) {
                throw tooSmall.explain(exceeded);
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Text keys are taken to be 40 bytes long, and a roster to hold all entities. For every sum of doubles, variance,
     * slope and decayed sum the wide accumulators of 272 and 536 bytes are counted, though only values far from the usual
     * need one. What grows with the events (distinct values, quantiles, modes, gaps, texts, users' objects) is taken to
     * have 32 values of 40 bytes in each window: more is not known without data. So are texts of events that are held
     * to find duplicates, to which half as much is added, as threads do not read equally many.
     */
    @Override
    public StateEstimate estimate(FeaturePlan plan, int threads) {
        return new StateSize(plan, UNKNOWN_ROWS).estimate(threads, settings);
    }
}
