package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.event.Field;
import io.millrace.core.forecast.Forecast;
import io.millrace.core.inspect.InputOverview;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.PlanDescription;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import io.millrace.core.port.StateEstimate;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.SplitFates;
import io.millrace.core.run.TableFormats;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        header = "Tells what a build would read, compute and hold, without reading an event unless asked for a sample.",
        footer = {
            "  millrace explain events/ --features streamflow-churn --as-of 2024-10-31",
            "  millrace explain events/ --features churn.yaml --as-of 2024-10-31 --expect 2400000 --memory 2g",
            "  millrace explain events/ --features streamflow-churn --as-of 2024-10-31 --calibrate"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;
    private final Supplier<FeatureEngine> engine;
    private final Supplier<Extensions> extensions;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Event files, folders of them, or globs.")
    private List<String> inputs;

    @Option(
            names = "--features",
            paramLabel = "NAME|FILE",
            required = true,
            description = "A built-in feature set (see: millrace features), or a file that defines one.")
    private String features;

    @Mixin
    private PlanOptions options;

    @Mixin
    private EventReaderOptions reader;

    @Mixin
    private EffortOptions effort;

    @Option(
            names = "--expect",
            paramLabel = "N",
            converter = Converters.PositiveNumber.class,
            description = "How many entities to expect (default: the rows of the roster, else the rows of the input).")
    private @Nullable Integer entities;

    @Option(
            names = "--calibrate",
            description = {
                "Read a sample of the events, at most 16 splits, to tell how many entities there are, and how long a build",
                "will take and how much it will hold."
            })
    private boolean calibrate;

    @Mixin
    private FormatOption format;

    ExplainCommand(
            Console console,
            Supplier<TableFormats> formats,
            Supplier<FeatureEngine> engine,
            Supplier<Extensions> extensions) {
        this.console = console;
        this.formats = formats;
        this.engine = engine;
        this.extensions = extensions;
    }

    @Override
    public Integer call() {
        MemorySplit split = effort.split();
        RunRequest asked = options.request(
                formats.get(), extensions.get(), reader.options(), FeatureSets.find(features), inputs, Set.of());
        RunRequest request = effort.apply(asked, split);
        FeaturePlan plan = FeaturePipeline.plan(request);
        FeaturePipeline.roster(request, plan);
        List<Section> sections = new ArrayList<>();
        sections.add(read(request, plan));
        sections.add(readers(request, plan));
        sections.add(columns(plan));
        sections.add(computed(PlanDescription.of(request.features(), plan, request.extensions())));
        RunRequest roomy = ReaderMemory.leaveRoom(request, plan, split);
        Duration start = sinceStart();
        Optional<Forecast> forecast = calibrate ? forecast(roomy, plan) : Optional.empty();
        sections.add(held(roomy, plan, split, forecast));
        if (calibrate) {
            sections.add(ForecastSections.forecast("Forecast", forecast, start, roomy.memory(), split.total()));
        }
        console.print(new Report(sections), format.format());
        return ExitCode.DONE.code();
    }

    private static Section read(RunRequest request, FeaturePlan plan) {
        InputOverview input = InputOverview.of(request.events());
        List<Split> splits = request.events().splits(plan.reads());
        long bytes = splits.stream().mapToLong(Split::bytes).sum();
        SplitFates fates = new SplitFates(plan);
        List<Split> skipped =
                splits.stream().filter(split -> fates.of(split).isPresent()).toList();
        long skippedBytes = skipped.stream().mapToLong(Split::bytes).sum();
        return Section.facts("read", "Read")
                .add("window_start", RunSections.start(plan.span()))
                .add("window_end", RunSections.end(plan.span()))
                .add("files", Cell.count(input.files()))
                .add("rows", rows(input.rows()))
                .add(
                        "columns",
                        Cell.count(plan.reads().size())
                                .withText(plan.reads().size() + " of "
                                        + input.columns().size()))
                .add("bytes", Cell.bytes(bytes).withText(Amounts.bytes(bytes) + " of " + Amounts.bytes(input.bytes())))
                .add(
                        "splits",
                        Cell.count(splits.size())
                                .withText(Amounts.count(splits.size(), "split") + " for "
                                        + Amounts.count(request.threads(), "thread")))
                .add(
                        "skipped",
                        Cell.count(skipped.size())
                                .withText(Amounts.count(skipped.size(), "split") + " that no window needs"))
                .add(
                        "skipped_bytes",
                        Cell.bytes(skippedBytes).withText(Amounts.bytes(skippedBytes) + " of " + Amounts.bytes(bytes)))
                .build();
    }

    /** How many files each reader opens, and why. */
    private static Section readers(RunRequest request, FeaturePlan plan) {
        Map<String, Set<String>> files = new LinkedHashMap<>();
        for (Split split : request.events().splits(plan.reads())) {
            String reader =
                    split.reader().orElse("the reader for " + request.events().format());
            files.computeIfAbsent(reader, name -> new LinkedHashSet<>()).add(split.file());
        }
        Table.Builder table = Table.builder().left("reader").right("files").left("first");
        files.forEach((reader, names) -> table.row(
                Cell.text(reader),
                Cell.count(names.size()),
                Cell.text(names.iterator().next())));
        return new Section.Rows("readers", "", table.build());
    }

    private static Cell rows(OptionalLong rows) {
        return rows.isPresent() ? Cell.count(rows.getAsLong()) : Cell.quiet("not known before they are read");
    }

    private static Section columns(FeaturePlan plan) {
        Table.Builder table = Table.builder().left("column").left("type").left("use");
        for (int i = 0; i < plan.reads().size(); i++) {
            Field field = plan.reads().field(i);
            String use = plan.keys().contains(i) ? "entity key" : i == plan.time() ? "event time" : "attribute";
            table.row(Cell.text(field.name()), Cell.text(field.type().sql()), Cell.text(use));
        }
        return new Section.Rows("columns", "", table.build());
    }

    private static Section computed(PlanDescription plan) {
        return Section.facts("computed", "Computed")
                .add("aggregations", shared(plan.aggregations(), plan.aggregationsWritten()))
                .add("filters", shared(plan.filters(), plan.filtersWritten()))
                .add("expressions_per_entity", Cell.count(plan.steps()))
                .add("features", Cell.count(plan.features()))
                .build();
    }

    private static Cell shared(int distinct, int written) {
        return Cell.count(distinct).withText(distinct + " distinct, " + written + " as written");
    }

    /** A build starts as this command does. */
    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private Optional<Forecast> forecast(RunRequest request, FeaturePlan plan) {
        Entities known = expected(request);
        return Forecast.of(engine.get(), request, plan, known.certain() ? known.count() : OptionalLong.empty());
    }

    private Section held(RunRequest request, FeaturePlan plan, MemorySplit split, Optional<Forecast> forecast) {
        StateEstimate estimate = engine.get().estimate(plan, request.threads());
        Section.FactsBuilder facts = Section.facts("held", "Held")
                .add("bytes_per_entity", Cell.count(estimate.bytesPerEntity()))
                .add(
                        "copies",
                        Cell.count(estimate.copies())
                                .withText(estimate.copies() + " at most, where every thread meets every entity"))
                .add("fixed", Cell.bytes(estimate.fixedBytes()))
                .add("budget", budget(request, split));
        OptionalLong events = InputOverview.of(request.events()).rows();
        if (estimate.bytesPerEvent() > 0) {
            facts.add("bytes_per_held_event", Cell.count(estimate.bytesPerEvent()))
                    .add(
                            "held_events",
                            heldEvents(
                                    events, estimate.eventsIn(request.memory().bytes())));
        }
        Entities expected = forecast.map(ExplainCommand::forecast).orElseGet(() -> expected(request));
        if (expected.count().isEmpty()) {
            return facts.add("entities", Cell.quiet(expected.origin())).build();
        }
        long count = expected.count().getAsLong();
        long needed = estimate.bytesFor(count, events.orElse(0));
        boolean fits = needed <= request.memory().bytes();
        return facts.add("entities", Cell.count(count).withText(Amounts.count(count) + " (" + expected.origin() + ")"))
                .add("needed", Cell.bytes(needed).withText("up to " + Amounts.bytes(needed)))
                .add(
                        "fits",
                        new Cell(
                                fits,
                                fits ? "yes" : verdict(expected, needed, request, split),
                                fits ? Cell.Tone.GOOD : Cell.Tone.BAD))
                .build();
    }

    private static Cell heldEvents(OptionalLong events, long most) {
        String places = "to find duplicates; the budget holds " + Amounts.count(most) + ", and more are sorted on disk";
        return events.isPresent()
                ? Cell.count(events.getAsLong()).withText("up to " + Amounts.count(events.getAsLong()) + ", " + places)
                : Cell.quiet("as many as there are, " + places);
    }

    private static Cell budget(RunRequest request, MemorySplit split) {
        long bytes = request.memory().bytes();
        return Cell.bytes(bytes)
                .withText(Amounts.bytes(bytes) + ", the engine's share of "
                        + Amounts.bytes(split.total().bytes()));
    }

    private static String verdict(Entities expected, long needed, RunRequest request, MemorySplit split) {
        long readers = split.engineBytes() - request.memory().bytes();
        return expected.certain()
                ? "no, and is spilled: --memory " + MemorySplit.enough(needed + readers, split.threads()) + " holds it"
                : "perhaps not: name the number of entities with --expect to know";
    }

    /**
     * @param certain whether there are so many, and not only at most
     */
    private record Entities(OptionalLong count, String origin, boolean certain) {}

    private static Entities forecast(Forecast forecast) {
        return new Entities(
                OptionalLong.of(forecast.entities()), ForecastSections.origin(forecast.basis()), forecast.isCertain());
    }

    private Entities expected(RunRequest request) {
        if (entities != null) {
            return new Entities(OptionalLong.of(entities), "as given", true);
        }
        if (request.roster().isPresent()) {
            OptionalLong rows = InputOverview.of(request.roster().get()).rows();
            if (rows.isPresent()) {
                return new Entities(rows, "rows of the roster", true);
            }
            long bytes = request.roster().get().files().stream()
                    .mapToLong(InputFile::bytes)
                    .sum();
            return new Entities(OptionalLong.of(bytes / 2), "at most, by the size of the roster", false);
        }
        OptionalLong rows = InputOverview.of(request.events()).rows();
        return rows.isPresent()
                ? new Entities(rows, "at most: one per event", false)
                : new Entities(rows, "not known; name their number with --expect", false);
    }
}
