package io.millrace.engine.arrow;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Finds out what budget would have been enough: counts entities in another pass over the input, which holds no state.
 */
final class MemoryTooSmall {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;

    private final EngineRequest request;
    private final FeaturePlan plan;
    private final List<Split> splits;
    private final StateSize size;

    MemoryTooSmall(EngineRequest request) {
        this.request = request;
        this.plan = request.plan();
        this.splits = request.events().splits(plan.reads());
        this.size = new StateSize(plan, SplitQueue.rows(splits));
    }

    /** The exception to throw; it names a budget that suffices. */
    ResourceException explain(StateMemory memory, BudgetExceeded exceeded) {
        try (WorkerPool pool = new WorkerPool(request.threads())) {
            StateSize.Entities roster = countRoster(pool);
            CountingPass events = countEvents(pool, memory);
            StateSize.Entities used = events.entities().entities();
            if (request.entities() == Entities.ROSTER) {
                used = used.atMost(roster);
            }
            return exception(exceeded, used, roster, events.needs());
        }
    }

    private StateSize.Entities countRoster(WorkerPool pool) {
        if (request.entities() == Entities.EVENTS) {
            return StateSize.Entities.NONE;
        }
        EntityCounter counter = new EntityCounter();
        long[] hashes = new long[request.batchRows()];
        Callable<Boolean> counting = () -> {
            new RosterReader(request, request.roster().orElseThrow(), pool)
                    .read((keys, rows, count) -> counter.add(keys, rows, count, hashes));
            return true;
        };
        pool.run(List.of(counting));
        return counter.entities();
    }

    private CountingPass countEvents(WorkerPool pool, StateMemory memory) {
        SplitQueue queue = new SplitQueue(splits);
        RecordLayout layout = RecordLayout.of(plan, 0, SplitQueue.rows(splits));
        List<CountingPass> passes = new ArrayList<>();
        List<Worker> workers = new ArrayList<>();
        for (int thread = 0; thread < request.threads(); thread++) {
            CountingPass pass = new CountingPass(request, layout);
            passes.add(pass);
            workers.add(new Worker(thread, queue, pool, memory, RunListener.NONE, request, pass));
        }
        pool.run(workers);
        CountingPass all = passes.get(0);
        passes.subList(1, passes.size()).forEach(all::add);
        return all;
    }

    private ResourceException exception(
            BudgetExceeded exceeded, StateSize.Entities used, StateSize.Entities roster, VariableNeeds needs) {
        int threads = request.threads();
        long entities = request.entities() == Entities.BOTH
                ? used.entities() + roster.entities()
                : Math.max(used.entities(), roster.entities());
        String reached = exceeded.held() == 0
                ? "nothing fits in it; "
                : "it was reached with " + exceeded.held() + " bytes of state; ";
        String message = "the memory budget of " + request.memory() + " is too small: " + reached + "up to "
                + String.format(Locale.ROOT, "%,d", entities) + " entities in " + threads
                + (threads == 1 ? " thread" : " threads") + " need at most "
                + enough(size.bytesFor(used, roster, needs, threads)) + "; give that much";
        if (threads > 1) {
            message += ", or " + enough(size.bytesFor(used, roster, needs, 1)) + " with 1 thread";
        }
        return new ResourceException(message, exceeded);
    }

    /** Rounded up to what a person would write. */
    private static MemoryBudget enough(long bytes) {
        long unit = bytes < MIB ? KIB : MIB;
        return new MemoryBudget((bytes + unit - 1) / unit * unit);
    }
}
