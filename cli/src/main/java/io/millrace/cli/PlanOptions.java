package io.millrace.cli;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.EventSource;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.TableFormats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows a matrix has, and which events they may use. */
final class PlanOptions {
    @Option(
            names = "--as-of",
            paramLabel = "DATE|INSTANT",
            required = true,
            description = {
                "The instant whose knowledge may be used: events at or after it are left out.",
                "A date is 00:00 UTC; 2024-10-31T12:00:00Z is an instant."
            })
    private Instant asOf;

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
                "Its column is named like the entity, or is its only one."
            })
    private @Nullable Path roster;

    /**
     * The request for these options.
     *
     * @param except files that are no events though they may lie among them
     */
    RunRequest request(TableFormats formats, FeatureSet features, List<String> inputs, Set<Path> except) {
        Set<Path> others = new HashSet<>(except);
        Optional.ofNullable(roster).ifPresent(others::add);
        EventSource events = formats.open(inputs, features.columns(), others);
        RunRequest plain = RunRequest.of(features, events, asOf);
        return new RunRequest(
                features,
                events,
                rosterTable(formats),
                asOf,
                Optional.ofNullable(window),
                plain.memory(),
                plain.threads(),
                plain.batchRows());
    }

    private Optional<EventSource> rosterTable(TableFormats formats) {
        return Optional.ofNullable(roster).map(file -> formats.open(List.of(file.toString()), Map.of()));
    }
}
