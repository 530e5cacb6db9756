package io.millrace.cli;

import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.inspect.EventInspection;
import io.millrace.core.inspect.InputOverview;
import io.millrace.core.port.EventSource;
import io.millrace.core.run.TableFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        header = "Tells what events there are: files, columns and how they differ, types, times, values.",
        description = "What the files' metadata tell is printed at once; the rest takes one pass over the columns that"
                + " all files have alike.",
        footer = {
            "  millrace inspect events/",
            "  millrace inspect events/ --footers",
            "  millrace inspect 'logs/*.parquet' --time-column at --type-column kind --format json"
        })
final class InspectCommand implements Callable<Integer> {
    private static final int MOST_TYPES = 50;

    private final Console console;
    private final Interruption interruption;
    private final Supplier<TableFormats> formats;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Event files, folders of them, or globs.")
    private List<String> inputs;

    @Option(
            names = "--time-column",
            paramLabel = "NAME",
            defaultValue = "timestamp",
            description = "The column of event times (default: ${DEFAULT-VALUE}).")
    private String timeColumn;

    @Option(
            names = "--type-column",
            paramLabel = "NAME",
            defaultValue = "event_type",
            description = "The column of event types (default: ${DEFAULT-VALUE}).")
    private String typeColumn;

    @Option(names = "--footers", description = "Tell only what the files' metadata tell.")
    private boolean footers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.PositiveNumber.class,
            description = "How many threads read (default: one per processor).")
    private @Nullable Integer threads;

    @Option(names = "--batch-rows", paramLabel = "N", converter = Converters.BatchRows.class, hidden = true)
    private int batchRows = ColumnBatch.MAX_ROWS;

    @Mixin
    private ReaderOption reader;

    @Mixin
    private CsvOptions csv;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private FormatOption format;

    InspectCommand(Console console, Interruption interruption, Supplier<TableFormats> formats) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
    }

    @Override
    public Integer call() {
        EventSource events = open();
        InputOverview overview = InputOverview.of(events);
        List<Section> first = List.of(
                InspectionSections.files(overview),
                InspectionSections.columns("Columns, by the files' metadata", overview));
        boolean atOnce = format.format() == Report.Format.TABLE;
        if (footers || atOnce) {
            console.print(new Report(first), format.format());
        }
        if (!footers) {
            List<Section> sections = new ArrayList<>(atOnce ? List.of() : first);
            sections.addAll(sections(inspect(events, overview.readable(events))));
            if (atOnce) {
                console.out().println();
            }
            console.print(new Report(sections), format.format());
        }
        return ExitCode.DONE.code();
    }

    /** A CSV file tells no types; of its columns, the time is known by its name. */
    private EventSource open() {
        EventSource events = open(Map.of());
        boolean untyped = events.format().equals("csv") && events.schema().indexOf(timeColumn) >= 0;
        return untyped ? open(Map.of(timeColumn, DataType.TIMESTAMP)) : events;
    }

    private EventSource open(Map<String, DataType> declared) {
        return formats.get().open(inputs, csv.apply(reader.options(declared)), Set.of());
    }

    private EventInspection inspect(EventSource events, Schema reads) {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        EventInspection.Settings settings = new EventInspection.Settings(timeColumn, typeColumn, workers, batchRows);
        try (ProgressListener watch = new ProgressListener(console, interruption, progress.mode())) {
            watch.expect(events);
            return EventInspection.of(events, reads, settings, watch);
        }
    }

    private List<Section> sections(EventInspection inspection) {
        List<Section> sections = new ArrayList<>();
        sections.add(InspectionSections.events("Events", inspection, timeColumn));
        inspection
                .types()
                .ifPresent(
                        types -> sections.add(InspectionSections.types("Event types", types, typeColumn, MOST_TYPES)));
        sections.add(InspectionSections.profile(inspection));
        return sections;
    }
}
