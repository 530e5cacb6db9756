package io.millrace.core.run;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.Roster;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.WrittenFile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds feature matrices: binds the feature set, has the engine compute, checks the result on its way, and commits it
 * when all of it is right. The one way in for the command line and for library users.
 */
public final class FeaturePipeline {
    private final FeatureEngine engine;
    private final RunListener listener;

    /**
     * @param listener hears the facts of every run
     */
    public FeaturePipeline(FeatureEngine engine, RunListener listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /** The plan of a request, without reading events. */
    public static FeaturePlan plan(RunRequest request) {
        FeatureSet set = request.window().map(request.features()::withWindow).orElse(request.features());
        FeaturePlan plan =
                Binder.bind(set, request.events().schema(), request.asOf(), request.asOfColumn(), request.extensions());
        return request.duplicates()
                .map(duplicates -> duplicates.in(plan, request.events()))
                .orElse(plan);
    }

    /**
     * Builds the matrix and commits it to the sink. The sink is closed in any case.
     *
     * @throws DefinitionException where the feature set is wrong, or does not fit the events
     * @throws InputException where the input cannot be read, or no event is used
     * @throws ResourceException where memory or disk does not suffice
     */
    public RunSummary run(RunRequest request, MatrixSink sink) {
        try (sink) {
            return inspected(request, plan(request), sink);
        }
    }

    /**
     * The same for whoever has made the plan already.
     *
     * @param plan that of the request, see {@link #plan(RunRequest)}
     * @throws InputException where the input cannot be read, or no event is used
     * @throws ResourceException where memory or disk does not suffice
     */
    public RunSummary run(RunRequest request, FeaturePlan plan, MatrixSink sink) {
        try (sink) {
            return inspected(request, plan, sink);
        }
    }

    private RunSummary inspected(RunRequest request, FeaturePlan plan, MatrixSink sink) {
        try (InspectedSink inspected = new InspectedSink(sink, plan, request.threads())) {
            return run(request, plan, inspected);
        }
    }

    private RunSummary run(RunRequest request, FeaturePlan plan, InspectedSink sink) {
        long start = System.nanoTime();
        RunMeter meter = new RunMeter();
        List<InputFile> roster = request.roster().map(EventSource::files).orElse(List.of());
        listener.started(plan, request.events());
        List<SameContent> same = SameContent.among(request.events().files());
        warnings(plan, request.events(), same).forEach(listener::warned);
        EngineRequest asked = engineRequest(request, plan);
        EngineReport report;
        Map<String, Fingerprint> fingerprints;
        try (Fingerprints beside = Fingerprints.of(all(request.events().files(), roster))) {
            report = engine.run(asked, sink, RunListener.all(List.of(meter, listener)));
            fingerprints = beside.get();
        }
        requireEvents(plan, report);
        checkDays(request, report);
        Optional<WrittenFile> output = sink.finish();
        MatrixProfile profile = sink.profile();
        RunSummary summary = new RunSummary(
                plan,
                request.events(),
                asked.entities(),
                asked.sample(),
                request.memory(),
                report,
                profile,
                sink.results(profile),
                meter.phases(),
                Duration.ofNanos(System.nanoTime() - start),
                meter.bytesRead(),
                same,
                roster,
                fingerprints,
                output);
        listener.summarized(summary);
        sink.commit();
        output.ifPresent(file -> PendingFile.flushFolder(file.path()));
        listener.committed(summary);
        return summary;
    }

    private static List<InputFile> all(List<InputFile> events, List<InputFile> roster) {
        List<InputFile> files = new ArrayList<>(events);
        files.addAll(roster);
        return files;
    }

    private static EngineRequest engineRequest(RunRequest request, FeaturePlan plan) {
        return new EngineRequest(
                plan,
                request.events(),
                roster(request, plan),
                entities(request),
                request.sample(),
                request.quarantine(),
                request.memory(),
                request.spill(),
                request.threads(),
                request.batchRows());
    }

    /**
     * Which entities have a row.
     *
     * @throws DefinitionException where they are to come from a roster, and there is none
     */
    public static Entities entities(RunRequest request) {
        boolean roster = request.roster().isPresent();
        Entities entities = request.entities().orElse(roster ? Entities.ROSTER : Entities.EVENTS);
        if (entities != Entities.EVENTS && !roster) {
            throw new DefinitionException(List.of(new Problem(
                    Problem.Cause.DEFINITION,
                    "the entities are to come from a roster, and there is none",
                    new Problem.Place.InPart("entities"),
                    "name the roster, or take the entities from the events")));
        }
        return entities;
    }

    /**
     * The roster of a request, with the columns that list the entities: those named like the entity's, or the only one.
     *
     * @throws InputException where there are no such columns
     */
    public static Optional<Roster> roster(RunRequest request, FeaturePlan plan) {
        return request.roster().map(table -> roster(table, plan));
    }

    private static Roster roster(EventSource table, FeaturePlan plan) {
        List<String> entity = plan.keyFields().stream().map(Field::name).toList();
        Schema schema = table.schema();
        if (schema.names().containsAll(entity)) {
            return new Roster(table, entity);
        }
        if (schema.size() == 1 && entity.size() == 1) {
            return new Roster(table, schema.names());
        }
        String missing = entity.stream()
                .filter(name -> !schema.names().contains(name))
                .findFirst()
                .orElseThrow();
        throw new InputException("the roster " + table.files().get(0).name() + " has no column " + missing + ", and "
                + schema.size() + " others; "
                + Names.advice(missing, schema.names(), "name the column that lists the entities " + missing));
    }

    private static List<String> warnings(FeaturePlan plan, EventSource events, List<SameContent> same) {
        List<String> warnings = new ArrayList<>();
        same.forEach(files -> warnings.add(files.describe()));
        missingColumns(plan, events)
                .forEach((file, columns) -> warnings.add(file + " has no column "
                        + String.join(" and no column ", columns) + ", read as null in all of its rows"));
        return warnings;
    }

    /** The columns of the plan that files lack, which are then read as nulls, by file. */
    public static Map<String, List<String>> missingColumns(FeaturePlan plan, EventSource events) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        for (InputFile file : events.files()) {
            Set<String> names =
                    file.columns().stream().map(InputFile.FileColumn::name).collect(Collectors.toSet());
            List<String> lacking = plan.reads().names().stream()
                    .filter(name -> !names.contains(name))
                    .toList();
            if (!lacking.isEmpty()) {
                missing.put(file.name(), lacking);
            }
        }
        return missing;
    }

    private void checkDays(RunRequest request, EngineReport report) {
        List<DayRange> missing = report.missingDays();
        if (missing.isEmpty()) {
            return;
        }
        long days = DayRange.days(missing);
        String what =
                "no event on " + (days == 1 ? "a day" : days + " days") + " of the window: " + DayRange.list(missing);
        if (request.requireDays()) {
            throw new InputException(what + "; add the files of these days, or allow them to be missing by leaving out"
                    + " --require-days");
        }
        listener.warned(what);
    }

    private static void requireEvents(FeaturePlan plan, EngineReport report) {
        if (report.rows().get(Fate.USED) > 0) {
            return;
        }
        throw new InputException("none of the " + report.rows().read() + " events is used: " + windows(plan) + ", "
                + span(report) + fates(report.rows()));
    }

    private static String windows(FeaturePlan plan) {
        Window reach = plan.reach();
        int times = plan.asOfTimes().size();
        String words = times > 1
                ? "the windows as of " + times + " times reach from "
                : reach.equals(plan.span()) ? "the window is " : "the windows reach from ";
        return words + reach.startInstant() + " (inclusive) to " + reach.endInstant() + " (exclusive)";
    }

    private static String span(EngineReport report) {
        if (report.earliest().isEmpty()) {
            return "and no event has a time";
        }
        return "and the events are from " + instant(report.earliest().getAsLong()) + " to "
                + instant(report.latest().orElseThrow());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String fates(RowCounts rows) {
        StringBuilder text = new StringBuilder();
        for (Fate fate : Fate.values()) {
            if (rows.get(fate) > 0) {
                text.append(text.isEmpty() ? "\n  " : ", ")
                        .append(rows.get(fate))
                        .append(' ')
                        .append(fate.label());
            }
        }
        return text.toString();
    }
}
