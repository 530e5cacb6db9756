package io.millrace.core.run;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.Quarantine;
import io.millrace.core.port.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a user asks for: this feature set, over these events, as of these times.
 *
 * @param roster a table with columns named like the entity, or with only one column for an entity of one column
 * @param asOf at least one; the matrix has a row per entity and time
 * @param asOfColumn whether the matrix has a column of as-of times; with several it always has
 * @param window replaces the feature set's own window
 * @param entities empty for the roster's entities where there is one, else those of the events
 * @param requireDays whether a day of the windows without any event is an error
 * @param duplicates which events are duplicates that are removed; empty where all are used
 * @param quarantine takes the events that validators refuse; without one, the first of them ends the run. Rows that cannot be
 *     read go where the events' source puts them
 * @param spill where the engine may put state that the memory does not hold
 * @param threads at least 1
 * @param batchRows the most rows of a batch; changes nothing in the result
 */
public record RunRequest(
        FeatureSet features,
        EventSource events,
        Optional<EventSource> roster,
        List<Instant> asOf,
        boolean asOfColumn,
        Optional<Duration> window,
        Optional<Entities> entities,
        Sample sample,
        Extensions extensions,
        boolean requireDays,
        Optional<Duplicates> duplicates,
        Optional<Quarantine> quarantine,
        MemoryBudget memory,
        SpillSettings spill,
        int threads,
        int batchRows) {
    public RunRequest {
        asOf = List.copyOf(asOf);
        if (asOf.isEmpty()) {
            throw new IllegalArgumentException("a run needs an as-of time");
        }
    }

    /** A request with the set's own window, no roster, no extensions, 1 GiB, a thread per processor. */
    public static RunRequest of(FeatureSet features, EventSource events, Instant asOf) {
        return new RunRequest(
                features,
                events,
                Optional.empty(),
                List.of(asOf),
                false,
                Optional.empty(),
                Optional.empty(),
                Sample.ALL,
                Extensions.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                new MemoryBudget(1L << 30),
                SpillSettings.usual(),
                Runtime.getRuntime().availableProcessors(),
                ColumnBatch.MAX_ROWS);
    }

    public RunRequest withRoster(EventSource table) {
        return with(parts -> parts.roster = Optional.of(table));
    }

    /** The same request as of other times. */
    public RunRequest withAsOf(List<Instant> times) {
        return with(parts -> parts.asOf = times);
    }

    /** The same request with a column of as-of times even for one. */
    public RunRequest withAsOfColumn() {
        return with(parts -> parts.asOfColumn = true);
    }

    /** The same request over a window of another length than the set's. */
    public RunRequest withWindow(Duration length) {
        return with(parts -> parts.window = Optional.of(length));
    }

    public RunRequest withEntities(Entities which) {
        return with(parts -> parts.entities = Optional.of(which));
    }

    public RunRequest withSample(Sample part) {
        return with(parts -> parts.sample = part);
    }

    public RunRequest withExtensions(Extensions own) {
        return with(parts -> parts.extensions = own);
    }

    /** The same request, which fails where a day of the windows has no event. */
    public RunRequest withRequiredDays() {
        return with(parts -> parts.requireDays = true);
    }

    /** The same request, which uses one of those events that are duplicates. */
    public RunRequest withoutDuplicates(Duplicates which) {
        return with(parts -> parts.duplicates = Optional.of(which));
    }

    /** The same request, in which events that validators refuse are set aside. */
    public RunRequest withQuarantine(Quarantine place) {
        return with(parts -> parts.quarantine = Optional.of(place));
    }

    public RunRequest withMemory(MemoryBudget budget) {
        return with(parts -> parts.memory = budget);
    }

    public RunRequest withSpill(SpillSettings where) {
        return with(parts -> parts.spill = where);
    }

    public RunRequest withThreads(int count) {
        return with(parts -> parts.threads = count);
    }

    /** The same request with other means. */
    public RunRequest withEffort(MemoryBudget budget, int threadCount, int rowsOfBatch) {
        return with(parts -> {
            parts.memory = budget;
            parts.threads = threadCount;
            parts.batchRows = rowsOfBatch;
        });
    }

    private RunRequest with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.request();
    }

    /** The parts of a request, to change some of them. */
    private static final class Parts {
        private final FeatureSet features;
        private final EventSource events;
        private Optional<EventSource> roster;
        private List<Instant> asOf;
        private boolean asOfColumn;
        private Optional<Duration> window;
        private Optional<Entities> entities;
        private Sample sample;
        private Extensions extensions;
        private boolean requireDays;
        private Optional<Duplicates> duplicates;
        private Optional<Quarantine> quarantine;
        private MemoryBudget memory;
        private SpillSettings spill;
        private int threads;
        private int batchRows;

        Parts(RunRequest request) {
            features = request.features;
            events = request.events;
            roster = request.roster;
            asOf = request.asOf;
            asOfColumn = request.asOfColumn;
            window = request.window;
            entities = request.entities;
            sample = request.sample;
            extensions = request.extensions;
            requireDays = request.requireDays;
            duplicates = request.duplicates;
            quarantine = request.quarantine;
            memory = request.memory;
            spill = request.spill;
            threads = request.threads;
            batchRows = request.batchRows;
        }

        RunRequest request() {
            return new RunRequest(
                    features,
                    events,
                    roster,
                    asOf,
                    asOfColumn,
                    window,
                    entities,
                    sample,
                    extensions,
                    requireDays,
                    duplicates,
                    quarantine,
                    memory,
                    spill,
                    threads,
                    batchRows);
        }
    }
}
