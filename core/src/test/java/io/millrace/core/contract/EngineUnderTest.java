package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.Quarantine;
import io.millrace.core.port.Roster;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Sample;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.SpillSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An engine as a function: definition (or plan) and rows in, rows of the matrix and report out. Every run is also checked for what must
 * hold of any matrix (see {@link MatrixInvariants}), and that every reader was closed.
 *
 * @param entities empty for the roster's where there is a roster, else those of the events
 */
public record EngineUnderTest(
        FeatureEngine engine,
        int threads,
        int batchRows,
        MemoryBudget memory,
        Optional<Roster> roster,
        Optional<Entities> entities,
        Sample sample,
        Optional<Quarantine> quarantine,
        RunListener listener) {

    /** Two threads, batches of 1000 rows, 64 MiB, no roster, all entities; refused events are set aside. */
    public static EngineUnderTest of(FeatureEngine engine) {
        return new EngineUnderTest(
                engine,
                2,
                1000,
                new MemoryBudget(64 << 20),
                Optional.empty(),
                Optional.empty(),
                Sample.ALL,
                Optional.of(row -> {}),
                RunListener.NONE);
    }

    /** A matrix and the report on its making. */
    public record Outcome(Schema schema, List<List<@Nullable Object>> rows, EngineReport report) {}

    public EngineUnderTest withThreads(int count) {
        return new EngineUnderTest(engine, count, batchRows, memory, roster, entities, sample, quarantine, listener);
    }

    public EngineUnderTest withBatchRows(int rows) {
        return new EngineUnderTest(engine, threads, rows, memory, roster, entities, sample, quarantine, listener);
    }

    public EngineUnderTest withMemory(long bytes) {
        return new EngineUnderTest(
                engine, threads, batchRows, new MemoryBudget(bytes), roster, entities, sample, quarantine, listener);
    }

    public EngineUnderTest withListener(RunListener hears) {
        return new EngineUnderTest(engine, threads, batchRows, memory, roster, entities, sample, quarantine, hears);
    }

    /** What takes refused events; without one they end the run. */
    public EngineUnderTest withQuarantine(Optional<Quarantine> place) {
        return new EngineUnderTest(engine, threads, batchRows, memory, roster, entities, sample, place, listener);
    }

    public EngineUnderTest withEntities(Entities which) {
        return new EngineUnderTest(
                engine, threads, batchRows, memory, roster, Optional.of(which), sample, quarantine, listener);
    }

    public EngineUnderTest withSample(Sample part) {
        return new EngineUnderTest(engine, threads, batchRows, memory, roster, entities, part, quarantine, listener);
    }

    public EngineUnderTest withRoster(EventSource table, String... columns) {
        Roster list = new Roster(table, List.of(columns));
        return new EngineUnderTest(
                engine, threads, batchRows, memory, Optional.of(list), entities, sample, quarantine, listener);
    }

    /** A roster of these entities, in a column named {@code entity}. */
    public EngineUnderTest withRoster(DataType type, List<@Nullable Object> entities) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        entities.forEach(entity -> rows.add(Rows.row(entity)));
        return withRoster(Schema.of(Field.nullable("entity", type)), rows);
    }

    /** A roster of these rows. */
    public EngineUnderTest withRoster(Schema schema, List<@Nullable Object[]> rows) {
        MemoryEventSource table = MemoryEventSource.of(List.of(new MemoryFile("roster", schema, rows)));
        return withRoster(table, schema.names().toArray(String[]::new));
    }

    /** Binds the definition to the events and runs it as of that time. */
    public Outcome run(FeatureSet definition, Instant asOf, MemoryEventSource events) {
        return run(definition, List.of(asOf), Extensions.NONE, events);
    }

    /** Binds the definition to the events and runs it as of these times. */
    public Outcome run(FeatureSet definition, List<Instant> asOf, Extensions extensions, MemoryEventSource events) {
        return run(Binder.bind(definition, events.schema(), asOf, false, extensions), events);
    }

    public Outcome run(FeaturePlan plan, MemoryEventSource events) {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        EngineReport report = run(plan, events, sink);
        Schema schema = plan.matrix();
        MatrixInvariants.check(plan, events, sink, report);
        return new Outcome(schema, sink.rows(), report);
    }

    /** Runs into that sink and closes it; it is committed where the engine returns. */
    public EngineReport run(FeaturePlan plan, MemoryEventSource events, MemoryMatrixSink sink) {
        try (sink) {
            EngineReport report = engine.run(request(plan, events), sink, listener);
            sink.commit();
            return report;
        } finally {
            if (events.openReaders() != 0) {
                throw new AssertionError(events.openReaders() + " readers were not closed");
            }
        }
    }

    private EngineRequest request(FeaturePlan plan, MemoryEventSource events) {
        Entities which = entities.orElse(roster.isPresent() ? Entities.ROSTER : Entities.EVENTS);
        return new EngineRequest(
                plan, events, roster, which, sample, quarantine, memory, SpillSettings.usual(), threads, batchRows);
    }
}
