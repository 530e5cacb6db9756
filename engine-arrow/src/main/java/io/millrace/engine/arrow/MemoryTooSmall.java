package io.millrace.engine.arrow;

import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What is said of a budget that does not suffice although state is spilled; it names one that does. */
final class MemoryTooSmall {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;

    /** How often something of one entity may be held at once: while it is read, merged and written. */
    private static final int COPIES = 16;

    private static final long UNKNOWN_ROWS = -1;

    private final EngineRequest request;
    private final EngineSettings settings;
    private final StateSize size;

    MemoryTooSmall(EngineRequest request, EngineSettings settings) {
        this.request = request;
        this.settings = settings;
        this.size = new StateSize(request.plan(), UNKNOWN_ROWS);
    }

    /**
     * @throws ResourceException where no input could be computed with the budget
     */
    void requireLeast() {
        long least = least(request.threads());
        if (request.memory().bytes() < least) {
            throw new ResourceException(
                    tooSmall() + " too small for this feature set, however little there is to read: " + threads()
                            + " at least " + enough(least) + "; give that much" + withOneThread());
        }
    }

    private long least(int threads) {
        return size.least(threads, settings);
    }

    private String tooSmall() {
        return "the memory budget of " + request.memory() + " is";
    }

    private String threads() {
        return request.threads() == 1 ? "1 thread needs" : request.threads() + " threads need";
    }

    private String withOneThread() {
        MemoryBudget one = enough(least(1));
        return one.bytes() < enough(least(request.threads())).bytes() ? ", or " + one + " with 1 thread" : "";
    }

    /** The exception to throw where a run could not go on; it names a budget that suffices. */
    ResourceException explain(BudgetExceeded exceeded) {
        StateSize.Entities roster = countRoster();
        long one = roster.entities() > 0 ? roster.longestKey() : exceeded.asked();
        long single = one * COPIES * request.threads();
        // Half of what the least leaves is kept for events among which duplicates are to be found.
        int parts = request.plan().duplicates().isPresent() ? 2 : 1;
        long named = least(request.threads()) + parts * (size.rosterBytes(roster) + single);
        if (named <= request.memory().bytes()) {
            named = 2 * request.memory().bytes() + exceeded.asked();
        }
        String what = roster.entities() > 0
                ? "the roster of up to " + String.format(Locale.ROOT, "%,d", roster.entities())
                        + " entities, which stays in memory"
                : "what a single entity or event has, " + exceeded.asked() + " bytes of it at once";
        return new ResourceException(
                tooSmall() + " too small for " + what + ": " + exceeded.held() + " bytes were held; give "
                        + enough(named),
                exceeded);
    }

    private StateSize.Entities countRoster() {
        if (request.entities() == Entities.EVENTS) {
            return StateSize.Entities.NONE;
        }
        EntityCounter counter = new EntityCounter();
        long[] hashes = new long[request.batchRows()];
        try (WorkerPool pool = new WorkerPool(1)) {
            Callable<Boolean> counting = () -> {
                new RosterReader(request, request.roster().orElseThrow(), pool)
                        .read((keys, rows, count) -> counter.add(keys, rows, count, hashes));
                return true;
            };
            pool.run(List.of(counting));
        }
        return counter.entities();
    }

    /** Rounded up to what a person would write. */
    private static MemoryBudget enough(long bytes) {
        long unit = bytes < MIB ? KIB : MIB;
        return new MemoryBudget((bytes + unit - 1) / unit * unit);
    }
}
