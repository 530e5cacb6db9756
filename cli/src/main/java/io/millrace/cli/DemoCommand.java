package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.inspect.EventInspection;
import io.millrace.core.inspect.InputOverview;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.StateEstimate;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WriteOptions;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.TableFormats;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        header =
                "Shows all of it: simulates a month of a video service, explores it, builds the churn matrix, checks it.",
        description = "Writes the folder DIR/events and DIR/matrix.parquet; another run replaces them.",
        footer = {"  millrace demo", "  millrace demo /tmp/demo --subscribers 1000"})
final class DemoCommand implements Callable<Integer> {
    private static final long ALL_SUBSCRIBERS = 2_400_000;
    private static final int ALL_DAYS = 90;

    private final Console console;
    private final Interruption interruption;
    private final Supplier<TableFormats> formats;
    private final Supplier<FeatureEngine> engine;
    private final Supplier<EventGeneration> generation;
    private final Supplier<MatrixBuild> build;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "millrace-demo",
            description = "The folder to write to (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "24000",
            converter = Converters.PositiveNumber.class,
            description = "How many subscribers to simulate (default: ${DEFAULT-VALUE}).")
    private int subscribers;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "30",
            converter = Converters.PositiveNumber.class,
            description = "How many days to simulate (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "7",
            description = "Another number gives other events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "The format of the events: parquet (default), csv or arrow.")
    private String format;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private ProgressOption progress;

    DemoCommand(
            Console console,
            Interruption interruption,
            Supplier<TableFormats> formats,
            Supplier<FeatureEngine> engine,
            Supplier<EventGeneration> generation,
            Supplier<MatrixBuild> build) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
        this.engine = engine;
        this.generation = generation;
        this.build = build;
    }

    @Override
    public Integer call() {
        MemorySplit split = effort.split();
        SimulatorSettings settings = SimulatorSettings.of(subscribers, days, seed);
        TableFormat fileFormat = EventGeneration.format(formats.get(), format, spec);
        EventGeneration.Result generated = simulate(settings, fileFormat, split.threads());
        EventSource events = events(generated, settings);
        explore(events, split);
        Path matrix = folder.resolve("matrix.parquet");
        RunSummary summary = build(events, generated.roster(), settings, split, matrix);
        print(
                CheckSections.checks("4  Check the matrix", summary.checks()),
                CheckSections.findings("", summary.profile(), summary.plan().leadingColumns()));
        print(
                scale(generated, summary, split.threads()),
                PythonLines.load(matrix, List.of("user_id")),
                new Section.Lines(
                        "next",
                        "Look at it, and go on",
                        List.of(
                                "millrace report " + matrix + "    one page: is the matrix good?",
                                "millrace init --from " + folder.resolve("events")
                                        + "    a first feature set for these events, or yours")));
        return ExitCode.DONE.code();
    }

    /** What was simulated; CSV files do not tell its types. */
    private EventSource events(EventGeneration.Result generated, SimulatorSettings settings) {
        Map<String, DataType> types = new LinkedHashMap<>();
        if (format.equals("csv")) {
            new StreamflowSimulator(settings).schema().fields().forEach(field -> types.put(field.name(), field.type()));
        }
        List<String> inputs = List.of(folder.resolve("events").toString());
        return formats.get().open(inputs, ReadOptions.of(types), Set.of(generated.roster()));
    }

    private EventGeneration.Result simulate(SimulatorSettings settings, TableFormat fileFormat, int threads) {
        Path events = folder.resolve("events");
        EventGeneration.delete(EventGeneration.leftovers(settings, fileFormat, events));
        EventGeneration.Result result;
        try (Ticker ticker = generation.get().ticker(console, progress.mode())) {
            result = generation.get().write(settings, fileFormat, events, threads);
        }
        print(Section.facts(
                        "simulated",
                        "1  Simulate " + Amounts.count(subscribers, "subscriber") + " for "
                                + Amounts.count(days, "day"))
                .add("files", result.files().size() + " in " + events)
                .add("roster", result.roster().toString())
                .add("events", Cell.count(result.rows()))
                .add("bytes", Cell.bytes(result.bytes()))
                .add("took", Cell.duration(result.took()))
                .add("speed", Cell.rate(result.rows() / (result.took().toNanos() / 1e9), "events"))
                .build());
        return result;
    }

    private void explore(EventSource events, MemorySplit split) {
        InputOverview overview = InputOverview.of(events);
        EventInspection.Settings settings = new EventInspection.Settings(
                "timestamp", "event_type", split.threads(), split.batchRows(ColumnBatch.MAX_ROWS));
        EventInspection inspection;
        try (ProgressListener watch = new ProgressListener(console, interruption, progress.mode())) {
            watch.expect(events);
            inspection = EventInspection.of(
                    events, events.schema().select(List.of("timestamp", "event_type")), settings, watch);
        }
        print(
                InspectionSections.columns("2  Explore the events", overview),
                InspectionSections.events("", inspection, "timestamp"),
                InspectionSections.types("", inspection.types().orElseThrow(), "event_type", 20));
    }

    private RunSummary build(
            EventSource events, Path roster, SimulatorSettings settings, MemorySplit split, Path matrix) {
        FeatureSet set = StreamflowChurn.featureSet();
        Instant asOf =
                settings.start().plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        RunRequest request =
                RunRequest.of(set, events, asOf).withRoster(formats.get().open(List.of(roster.toString()), Map.of()));
        RunSummary summary = build.get()
                .run(
                        effort.apply(request, split),
                        split,
                        matrix,
                        WriteOptions.DEFAULT,
                        Optional.empty(),
                        buildCommand(set, asOf, roster, matrix),
                        new RunWatch(progress.mode(), false, List.of()));
        print(
                RunSections.result("3  Build the " + set.name() + " matrix", summary, matrix),
                RunSections.rows("", summary),
                RunSections.effort("", summary, split.total()));
        return summary;
    }

    /** What does the same without all the rest. */
    private List<String> buildCommand(FeatureSet set, Instant asOf, Path roster, Path matrix) {
        return List.of(
                "build",
                folder.resolve("events").toString(),
                "--features",
                set.name(),
                "--as-of",
                asOf.toString(),
                "--roster",
                roster.toString(),
                "--out",
                matrix.toString());
    }

    /** Reading costs by the row; state by the entity. */
    private Section scale(EventGeneration.Result generated, RunSummary summary, int threads) {
        double factor = (double) ALL_SUBSCRIBERS * ALL_DAYS / ((double) subscribers * days);
        StateEstimate state = engine.get().estimate(summary.plan(), threads);
        long seconds = Math.round(summary.took().toNanos() / 1e9 * factor);
        return Section.facts("estimate", "5  What 2,400,000 subscribers in 90 days would take here")
                .add("derived_from", "this run: " + Amounts.number(factor) + " times its rows, bytes and time")
                .add("rows", Cell.count(Math.round(generated.rows() * factor)))
                .add("bytes", Cell.bytes(Math.round(generated.bytes() * factor)))
                .add("time_to_build", Cell.duration(Duration.ofSeconds(seconds)))
                .add(
                        "state",
                        Cell.bytes(state.bytesFor(ALL_SUBSCRIBERS))
                                .withText("up to " + Amounts.bytes(state.bytesFor(ALL_SUBSCRIBERS)) + ": "
                                        + state.bytesPerEntity() + " bytes per subscriber, at most " + state.copies()
                                        + " times; --memory "
                                        + MemorySplit.enough(state.bytesFor(ALL_SUBSCRIBERS), threads)
                                        + " holds it"))
                .build();
    }

    private void print(Section... sections) {
        console.print(Report.of(sections), Report.Format.TABLE);
        console.out().println();
    }
}
