package io.millrace.cli;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.ColumnsByUse;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Sample;
import io.millrace.core.run.Duplicates;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.TableFormats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which rows a matrix has, and which events they may use. */
final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--as-of",
            paramLabel = "TIMES",
            required = true,
            converter = AsOfTimes.Reader.class,
            description = {
                "The instant whose knowledge may be used: events at or after it are left out.",
                "A date is 00:00 UTC; 2024-10-31T12:00:00Z is an instant. Several give a row each in one pass:",
                "2024-10-31,2024-11-30 or, every 7 days, 2024-07-31..2024-10-31/7d."
            })
    private AsOfTimes asOf;

    @Option(names = "--as-of-column", description = "Write the column as_of for one as-of time, too.")
    private boolean asOfColumn;

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            description = "The length of the window before it, such as 30d, 12h or 2w, instead of the feature set's.")
    private @Nullable Duration window;

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = {
                "A table of the entities that the matrix has a row for, with or without events.",
                "Its columns are named like the entity's, or it has only one."
            })
    private @Nullable Path roster;

    @Option(
            names = "--entities",
            paramLabel = "WHICH",
            description = {
                "Which entities have a row: those with events, those of the roster, or both (default: roster where there",
                "is one, else events)."
            })
    private @Nullable Entities entities;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            description = "Only this part of the entities, such as 1%%, the same ones in every run.")
    private @Nullable Sample sample;

    @Option(
            names = "--deduplicate",
            paramLabel = "COLUMNS",
            arity = "0..1",
            parameterConsumer = OptionalColumns.class,
            description = {
                "Use one of those events that are equal in COLUMNS, such as event_id or user_id,timestamp; without COLUMNS",
                "in every column of the input, all of which are then read."
            })
    private @Nullable List<String> deduplicate;

    /**
     * The request for these options.
     *
     * @param reading how the events are read; their columns are declared by the feature set
     * @param except files that are no events though they may lie among them
     */
    RunRequest request(
            TableFormats formats,
            Extensions extensions,
            ReadOptions reading,
            FeatureSet features,
            List<String> inputs,
            Set<Path> except) {
        requireRoster();
        Set<Path> others = new HashSet<>(except);
        Optional.ofNullable(roster).ifPresent(others::add);
        EventSource events = events(formats, extensions, reading, features, inputs, others);
        RunRequest request = RunRequest.of(features, events, asOf.times().get(0))
                .withAsOf(asOf.times())
                .withExtensions(extensions);
        Optional<EventSource> table = rosterTable(formats, reading);
        request = table.isPresent() ? request.withRoster(table.get()) : request;
        request = asOfColumn ? request.withAsOfColumn() : request;
        request = entities == null ? request : request.withEntities(entities);
        request = sample == null ? request : request.withSample(sample);
        request = deduplicate == null ? request : request.withoutDuplicates(duplicates(deduplicate));
        request = reading.quarantine().map(request::withQuarantine).orElse(request);
        return window == null ? request : request.withWindow(window);
    }

    /**
     * The events of a feature set.
     *
     * @param others files that are no events though they may lie among them
     */
    static EventSource events(
            TableFormats formats,
            Extensions extensions,
            ReadOptions reading,
            FeatureSet features,
            List<String> inputs,
            Set<Path> others) {
        Map<String, DataType> declared = new LinkedHashMap<>(reading.declared());
        features.columns().forEach(declared::putIfAbsent);
        EventSource events = formats.open(inputs, reading.withDeclared(declared), others);
        if (!events.format().equals("csv")) {
            return events;
        }
        // A CSV file tells no types: what is not declared has the type with which the set makes sense.
        Map<String, DataType> used = new LinkedHashMap<>(declared);
        ColumnsByUse.of(features, extensions).fields().stream()
                .filter(field -> events.schema().indexOf(field.name()) >= 0)
                .forEach(field -> used.putIfAbsent(field.name(), field.type()));
        return used.equals(declared) ? events : formats.open(inputs, reading.withDeclared(used), others);
    }

    private static Duplicates duplicates(List<String> columns) {
        return new Duplicates(columns.stream().filter(name -> !name.isEmpty()).toList());
    }

    private void requireRoster() {
        if (roster == null && entities != null && entities != Entities.EVENTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--entities " + Converters.nameOf(entities) + " needs a roster: name its file with --roster");
        }
    }

    private static ReadOptions roster(ReadOptions reading) {
        return reading.withDeclared(Map.of()).withoutQuarantine();
    }

    private Optional<EventSource> rosterTable(TableFormats formats, ReadOptions reading) {
        return Optional.ofNullable(roster)
                .map(file -> formats.open(List.of(file.toString()), roster(reading), Set.of()));
    }
}
