package io.millrace.core.run;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a user asks for: this feature set, over these events, as of this time.
 *
 * @param roster a table with a column named like the entity, or with only one column
 * @param window replaces the feature set's own window
 * @param threads at least 1
 * @param batchRows the most rows of a batch; changes nothing in the result
 */
public record RunRequest(
        FeatureSet features,
        EventSource events,
        Optional<EventSource> roster,
        Instant asOf,
        Optional<Duration> window,
        MemoryBudget memory,
        int threads,
        int batchRows) {

    /** A request with the set's own window, no roster, 1 GiB, a thread per processor. */
    public static RunRequest of(FeatureSet features, EventSource events, Instant asOf) {
        return new RunRequest(
                features,
                events,
                Optional.empty(),
                asOf,
                Optional.empty(),
                new MemoryBudget(1L << 30),
                Runtime.getRuntime().availableProcessors(),
                ColumnBatch.MAX_ROWS);
    }

    public RunRequest withRoster(EventSource table) {
        return new RunRequest(features, events, Optional.of(table), asOf, window, memory, threads, batchRows);
    }

    /** The same request over a window of another length than the set's. */
    public RunRequest withWindow(Duration length) {
        return new RunRequest(features, events, roster, asOf, Optional.of(length), memory, threads, batchRows);
    }

    public RunRequest withMemory(MemoryBudget budget) {
        return new RunRequest(features, events, roster, asOf, window, budget, threads, batchRows);
    }

    public RunRequest withThreads(int count) {
        return new RunRequest(features, events, roster, asOf, window, memory, count, batchRows);
    }
}
