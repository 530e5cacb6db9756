package io.millrace.core.port;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.SpillSettings;
import java.util.Optional;

/**
 * What an engine is asked to compute, and what it may use for it. How rows reach it is the engine's business: it reads
 * the source's splits, or the files that the source describes.
 *
 * @param entities which entities have a row; {@code EVENTS} ignores the roster, the others need one
 * @param sample which part of the entities; the others' events are counted as outside the sample
 * @param quarantine takes the events that validators refuse; without one, such an event ends the run
 * @param memory what state and spilling may take
 * @param spill where state goes that does not fit
 * @param threads at least 1
 * @param batchRows the most rows of a batch; changes nothing in the result
 */
public record EngineRequest(
        FeaturePlan plan,
        EventSource events,
        Optional<Roster> roster,
        Entities entities,
        Sample sample,
        Optional<Quarantine> quarantine,
        MemoryBudget memory,
        SpillSettings spill,
        int threads,
        int batchRows) {
    public EngineRequest {
        if (entities != Entities.EVENTS && roster.isEmpty()) {
            throw new IllegalArgumentException("entities from the roster, and no roster");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        if (batchRows < 1 || batchRows > ColumnBatch.MAX_ROWS) {
            throw new IllegalArgumentException("a batch has 1 to " + ColumnBatch.MAX_ROWS + " rows, not " + batchRows);
        }
    }

    /** All entities of the roster, or without one all that have events. */
    public static EngineRequest of(
            FeaturePlan plan,
            EventSource events,
            Optional<Roster> roster,
            MemoryBudget memory,
            int threads,
            int batchRows) {
        Entities entities = roster.isPresent() ? Entities.ROSTER : Entities.EVENTS;
        return new EngineRequest(
                plan,
                events,
                roster,
                entities,
                Sample.ALL,
                Optional.empty(),
                memory,
                SpillSettings.usual(),
                threads,
                batchRows);
    }
}
