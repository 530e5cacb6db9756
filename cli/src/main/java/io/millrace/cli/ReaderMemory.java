package io.millrace.cli;

import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Roster;
import io.millrace.core.port.Split;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RunRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What reading takes of a process's memory beside batches. Every thread may hold {@link MemorySplit#READER_BYTES}; what is
 * beyond that is taken from the engine's share.
 */
final class ReaderMemory {
    private ReaderMemory() {}

    /**
     * The request with a budget that leaves room for its readers.
     *
     * @param plan that of the request
     * @throws ResourceException where there is no such; it names the memory that would do
     */
    static RunRequest leaveRoom(RunRequest request, FeaturePlan plan, MemorySplit split) {
        List<Demand> demands = new ArrayList<>();
        demands.add(Demand.of(request.events(), plan.reads(), request.threads()));
        FeaturePipeline.roster(request, plan).ifPresent(roster -> demands.add(roster(roster)));
        Demand most =
                demands.stream().max(Comparator.comparingLong(Demand::bytes)).orElseThrow();
        demands.forEach(demand -> demand.requireShared(split));
        long left = request.memory().bytes() - most.bytes();
        if (most.bytes() > 0 && left < MemorySplit.SMALLEST_ENGINE) {
            throw new ResourceException(refusal(most, split));
        }
        long shared = demands.stream().mapToLong(Demand::shared).max().orElse(0);
        int rows = shared == 0 ? request.batchRows() : split.batchRowsBeside(shared, request.batchRows());
        return request.withEffort(MemorySplit.wholeMib(left), request.threads(), rows);
    }

    private static Demand roster(Roster roster) {
        return Demand.of(roster.table(), roster.table().schema().select(roster.columns()), 1);
    }

    /**
     * @param file the one that takes most to read
     * @param each what reading it takes in one thread
     * @param readers how many threads read at once
     * @param shared what they hold together, of the heap
     */
    private record Demand(String file, long each, int readers, long shared) {
        static Demand of(EventSource source, Schema reads, int threads) {
            List<Split> splits = source.splits(reads);
            return splits.stream()
                    .max(Comparator.comparingLong(Split::memory))
                    .map(split ->
                            new Demand(split.file(), split.memory(), Math.min(threads, splits.size()), shared(splits)))
                    .orElse(new Demand("", 0, 0, 0));
        }

        private static long shared(List<Split> splits) {
            return splits.stream().mapToLong(Split::sharedMemory).max().orElse(0);
        }

        void requireShared(MemorySplit split) {
            if (shared > split.sharedBytes()) {
                throw new ResourceException(refusal(split, enough(readers, split.threads())));
            }
        }

        private String refusal(MemorySplit split, MemoryBudget enough) {
            String row = " does not suffice to read a row of " + file
                    + " that is as long as it may be, which takes up to " + roundedUp(shared);
            if (enough.bytes() <= split.total().bytes()) {
                return "the Java heap of this process, " + new MemoryBudget(split.heap()) + "," + row
                        + ": start it without an -Xmx of your own, so that the heap follows --memory, or allow less by --max-row";
            }
            return "--memory " + split.total() + row + " of the Java heap: give at least " + enough
                    + ", or allow less by --max-row";
        }

        /** The least memory that does. */
        MemoryBudget enough(int count, int threads) {
            return MemorySplit.enough(MemorySplit.SMALLEST_ENGINE + bytes(count), shared, threads);
        }

        /** What all threads take beyond what is theirs anyway. */
        long bytes() {
            return bytes(readers);
        }

        long bytes(int count) {
            return Math.max(0, each - MemorySplit.READER_BYTES) * count;
        }
    }

    private static String refusal(Demand most, MemorySplit split) {
        String message =
                "--memory " + split.total() + " does not suffice to read " + most.file() + ", which takes up to "
                        + roundedUp(most.each()) + " in each of " + most.readers() + " threads: give at least "
                        + most.enough(most.readers(), split.threads());
        return most.readers() > 1 ? message + ", or " + most.enough(1, 1) + " with --threads 1" : message;
    }

    private static MemoryBudget roundedUp(long bytes) {
        return MemorySplit.wholeMib(bytes + (1 << 20) - 1);
    }
}
