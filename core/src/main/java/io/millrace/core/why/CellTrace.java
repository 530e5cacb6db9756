package io.millrace.core.why;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.FeatureTrace;
import io.millrace.core.plan.FeatureTrace.Kind;
import io.millrace.core.plan.FeatureTrace.Part;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.Roster;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Sample;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a cell came to be, told by reading the log once for its entity.
 *
 * @param type of the feature
 * @param value of the cell as it is computed now, see {@link Cells#of}
 * @param defaulted whether a default stands in for null in it
 * @param parts what it is computed from, each after those that it uses; those that were not evaluated are left out
 * @param columns the event columns that were read
 * @param events the latest of the events that aggregations take, in their order
 * @param eventCount how many there are
 * @param report what became of the rows of the log
 */
public record CellTrace(
        DataType type,
        @Nullable Object value,
        boolean defaulted,
        List<Value> parts,
        List<Field> columns,
        List<EntityEvent> events,
        long eventCount,
        EngineReport report) {
    public CellTrace {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
        events = List.copyOf(events);
    }

    /**
     * A part of the feature.
     *
     * @param number what {@link EntityEvent#takenBy} calls it
     * @param value see {@link Cells#of}
     * @param events of an aggregation: how many events it takes, duplicates that are removed among them
     */
    public record Value(
            int number, Part part, DataType type, @Nullable Object value, long events) {}

    /**
     * The question.
     *
     * @param entity a {@link Long} or a {@link String} for each column of the key, as the events have it
     * @param asOf one of the request's as-of times
     * @param events how many events to keep
     */
    public record Question(String feature, List<Object> entity, Instant asOf, int events) {
        public Question {
            entity = List.copyOf(entity);
        }
    }

    /**
     * Reads the log.
     *
     * @param request that of the run which built the matrix; its roster and its sample do not matter
     * @param listener hears of the reading
     * @throws IllegalArgumentException where the set has no such feature
     */
    public static CellTrace of(FeatureEngine engine, RunRequest request, Question question, RunListener listener) {
        FeatureSet set = request.window().map(request.features()::withWindow).orElse(request.features());
        // Which of several duplicates stays depends on the columns that are read and on all as-of times.
        boolean whole = request.duplicates().isPresent();
        FeatureTrace trace = FeatureTrace.of(
                set, question.feature(), request.events().schema(), question.asOf(), request.extensions(), whole);
        FeaturePlan plan = FeaturePipeline.plan(asked(request, trace.set(), whole, question.asOf()));
        long asOf = Window.micros(question.asOf());
        List<BitSet> callsOfParts =
                trace.parts().stream().map(part -> calls(plan, part)).toList();
        EntityEvents events = new EntityEvents(callsOfParts.size(), question.events());
        WatchedSource watched = new WatchedSource(
                request.events(), () -> new EventWatch(plan, asOf, question.entity(), callsOfParts, events));
        listener.started(plan, watched);
        try (CellSink sink = new CellSink(plan, asOf)) {
            EngineReport report = engine.run(engineRequest(request, plan, watched, question), sink, listener);
            return answer(question.feature(), trace, plan, sink, events, report);
        }
    }

    private static RunRequest asked(RunRequest request, FeatureSet set, boolean whole, Instant asOf) {
        RunRequest asked = RunRequest.of(set, request.events(), asOf).withExtensions(request.extensions());
        asked = whole ? asked.withAsOf(request.asOf()) : asked;
        return request.duplicates().map(asked::withoutDuplicates).orElse(asked);
    }

    private static EngineRequest engineRequest(
            RunRequest request, FeaturePlan plan, WatchedSource watched, Question question) {
        List<Field> key = plan.keyFields();
        return new EngineRequest(
                plan,
                watched,
                Optional.of(new Roster(
                        new EntityRow(key, question.entity()),
                        key.stream().map(Field::name).toList())),
                Entities.ROSTER,
                Sample.ALL,
                request.quarantine(),
                request.memory(),
                request.spill(),
                request.threads(),
                request.batchRows());
    }

    private static FeaturePlan.Feature feature(FeaturePlan plan, String column) {
        return plan.features().stream()
                .filter(feature -> feature.field().name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** The aggregations of the plan that an aggregation as written is computed from; none for a step. */
    private static BitSet calls(FeaturePlan plan, Part part) {
        BitSet calls = new BitSet();
        if (part.kind() == Kind.AGGREGATION) {
            collect(plan, feature(plan, part.column()).value(), calls);
        }
        return calls;
    }

    private static void collect(FeaturePlan plan, int value, BitSet calls) {
        if (value < plan.aggregations().size()) {
            calls.set(value);
        } else {
            plan.stepInputs(value - plan.aggregations().size()).stream().forEach(input -> collect(plan, input, calls));
        }
    }

    private static CellTrace answer(
            String feature,
            FeatureTrace trace,
            FeaturePlan plan,
            CellSink sink,
            EntityEvents events,
            EngineReport report) {
        List<Value> parts = new ArrayList<>();
        boolean missing = false;
        for (int i = 0; i < trace.parts().size(); i++) {
            Part part = trace.parts().get(i);
            Object value = sink.value(part.column());
            boolean reached = part.reached().isEmpty()
                    || Boolean.TRUE.equals(sink.value(part.reached().get()));
            if (reached) {
                DataType type = feature(plan, part.column()).field().type();
                parts.add(new Value(i, part, type, value, events.count(i)));
            }
            missing |= part.name().equals(feature) && value == null;
        }
        FeaturePlan.Feature asked = feature(plan, feature);
        return new CellTrace(
                asked.field().type(),
                sink.value(feature),
                missing && asked.defaultValue().isPresent(),
                parts,
                plan.reads().fields(),
                events.latest(),
                events.count(),
                report);
    }
}
