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
        long left = request.memory().bytes() - most.bytes();
        if (most.bytes() > 0 && left < MemorySplit.SMALLEST_ENGINE) {
            throw new ResourceException(refusal(most, split));
        }
        return request.withMemory(MemorySplit.wholeMib(left));
    }

    private static Demand roster(Roster roster) {
        return Demand.of(roster.table(), roster.table().schema().select(roster.columns()), 1);
    }

    /**
     * @param file the one that takes most to read
     * @param each what reading it takes in one thread
     * @param readers how many threads read at once
     */
    private record Demand(String file, long each, int readers) {
        static Demand of(EventSource source, Schema reads, int threads) {
            List<Split> splits = source.splits(reads);
            return splits.stream()
                    .max(Comparator.comparingLong(Split::memory))
                    .map(split -> new Demand(split.file(), split.memory(), Math.min(threads, splits.size())))
                    .orElse(new Demand("", 0, 0));
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
                        + enough(most.bytes(), split.threads());
        return most.readers() > 1 ? message + ", or " + enough(most.bytes(1), 1) + " with --threads 1" : message;
    }

    private static MemoryBudget enough(long readers, int threads) {
        return MemorySplit.enough(MemorySplit.SMALLEST_ENGINE + readers, threads);
    }

    private static MemoryBudget roundedUp(long bytes) {
        return MemorySplit.wholeMib(bytes + (1 << 20) - 1);
    }
}
