package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.NameTemplate;
import io.millrace.core.feature.Names;
import io.millrace.core.plan.FeatureDescription;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Drift;
import io.millrace.core.run.Duplicates;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.Fingerprint;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.TableFormats;
import io.millrace.core.why.CellTrace;
import io.millrace.yaml.RunRecordListener;
import io.millrace.yaml.RunRecordReader;
import io.millrace.yaml.RunRecordReader.Origin;
import io.millrace.yaml.RunRecordReader.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "why",
        header = "Tells which events and intermediate values made a cell of a matrix.",
        description =
                "Reads the log once, as MATRIX.run.json tells of it, computes the cell again, and exits with 1 where it"
                        + " is not exactly what the matrix holds.",
        footer = {
            "  millrace why matrix.parquet --entity 42 --feature activity_trend",
            "  millrace why matrix.csv --entity berlin,42 --feature tickets --as-of 2024-10-31 --limit 100"
        })
final class WhyCommand implements Callable<Integer> {
    private final Console console;
    private final Interruption interruption;
    private final Supplier<TableFormats> formats;
    private final Supplier<FeatureEngine> engine;
    private final Supplier<Extensions> extensions;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MATRIX",
            description = "A feature matrix with its record beside it, as builds write them.")
    private Path matrix;

    @Option(
            names = "--entity",
            paramLabel = "KEY",
            required = true,
            description = {
                "The entity's key. Of several columns, either KEY,KEY or an --entity for each, in the order of the set's",
                "entity."
            })
    private List<String> entity;

    @Option(names = "--feature", paramLabel = "NAME", required = true, description = "The feature.")
    private String feature;

    @Option(names = "--as-of", paramLabel = "TIME", description = "The as-of time, where the matrix has several.")
    private @Nullable Instant asOf;

    @Option(
            names = "--from",
            paramLabel = "INPUT",
            description = {
                "Where the events are now, if not where the record says: files, folders or globs, several after another",
                "--from."
            })
    private List<String> inputs = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = Converters.Count.class,
            description = "How many events to show, the last ones (default: ${DEFAULT-VALUE}). All are counted.")
    private int limit;

    @Mixin
    private ReaderOption reader;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private FormatOption format;

    WhyCommand(
            Console console,
            Interruption interruption,
            Supplier<TableFormats> formats,
            Supplier<FeatureEngine> engine,
            Supplier<Extensions> extensions) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
        this.engine = engine;
        this.extensions = extensions;
    }

    @Override
    public Integer call() {
        MemorySplit split = effort.split();
        Path record = requireRecord();
        Optional<RecordedFile> recorded = RecordedFile.of(matrix, interruption);
        if (recorded.isPresent() && !recorded.get().isTheSame()) {
            console.print(Report.of(recorded.get().section(OptionalLong.empty())), format.format());
            console.complain(recorded.get().difference());
            return ExitCode.CHECKS_FAILED.code();
        }
        Origin origin = RunRecordReader.read(record);
        Reading reading = RunRecordReader.reading(record);
        Instant time = asOf(reading);
        requireFeature(origin.features());
        EventSource table = MatrixFile.open(
                        formats.get(), reader, matrix, column -> origin.types().getOrDefault(column, DataType.TEXT))
                .table();
        List<Object> key = key(origin.features(), table);
        MatrixCell cell = MatrixCell.find(
                        table, matrix.toString(), origin.features().entity(), key, Window.micros(time), feature)
                .orElseThrow(() -> noRow(time));
        RunRequest request = request(origin, reading, split);
        CellTrace trace = trace(request, new CellTrace.Question(feature, key, time, limit), split);
        boolean same = cell.field().type() == trace.type() && Objects.equals(cell.value(), trace.value());
        console.print(
                report(origin.features(), time, cell, trace, same, changed(reading, request.events())),
                format.format());
        if (!same) {
            console.complain("the cell is not what the events give now: " + whyNot(reading, request.events()));
        }
        return (same ? ExitCode.DONE : ExitCode.CHECKS_FAILED).code();
    }

    private Path requireRecord() {
        Path record = RunRecordListener.pathFor(matrix);
        if (!Files.exists(matrix)) {
            throw new InputException("there is no file " + matrix);
        }
        if (!Files.exists(record)) {
            throw new InputException("there is no " + record + ", which tells what the matrix was built from; build the"
                    + " matrix again to have both");
        }
        return record;
    }

    private Instant asOf(Reading reading) {
        List<Instant> times = reading.asOf();
        if (asOf == null && times.size() == 1) {
            return times.get(0);
        }
        String known = times.size() > 10
                ? times.size() + " times from " + times.get(0) + " to " + times.get(times.size() - 1)
                : String.join(", ", times.stream().map(Instant::toString).toList());
        if (asOf == null) {
            throw new ParameterException(
                    spec.commandLine(), "as of when? the matrix has " + known + "; choose one with --as-of");
        }
        if (!times.contains(asOf)) {
            throw new InputException(matrix + " has no row as of " + asOf + "; it was built as of " + known);
        }
        return asOf;
    }

    private void requireFeature(FeatureSet set) {
        List<String> names = set.features().stream()
                .flatMap(definition -> NameTemplate.names(definition).stream())
                .toList();
        if (!names.contains(feature)) {
            throw new InputException(matrix + " has no feature " + feature + "; "
                    + Names.advice(feature, names, "its features are " + String.join(", ", names)));
        }
    }

    private List<Object> key(FeatureSet set, EventSource table) {
        List<String> columns = set.entity();
        List<String> words =
                entity.size() == 1 && columns.size() > 1 ? List.of(entity.get(0).split(",", -1)) : entity;
        if (words.size() != columns.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--entity names " + words.size() + " of the " + columns.size() + " columns of the key, which are "
                            + String.join(", ", columns) + "; a text with a comma needs an --entity for each");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Field field = MatrixCell.require(table.schema(), matrix.toString(), columns.get(i));
            values.add(field.type() == DataType.TEXT ? words.get(i) : number(words.get(i), field));
        }
        return values;
    }

    private Object number(String word, Field field) {
        try {
            return Long.parseLong(word.strip());
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--entity " + word + ": " + field.name() + " is " + field.type(), e);
        }
    }

    private InputException noRow(Instant time) {
        return new InputException(matrix + " has no row of the entity " + String.join(", ", entity) + " as of " + time
                + "; an entity without events in the window has one only where a roster lists it");
    }

    private RunRequest request(Origin origin, Reading reading, MemorySplit split) {
        ReadOptions recorded = reading.options();
        ReadOptions options = reader.options(recorded.declared())
                .withCsv(recorded.csv())
                .withDrift(reading.missingColumns() ? Drift.ALLOW : Drift.REFUSE);
        // What was set aside is left out, as it was then.
        ReadOptions lenient = reading.setAside() ? options.withQuarantine(row -> {}) : options;
        EventSource events = PlanOptions.events(
                formats.get(),
                extensions.get(),
                lenient,
                origin.features(),
                inputs.isEmpty() ? recordedFiles(reading) : inputs,
                Set.of());
        RunRequest request = RunRequest.of(
                        origin.features(), events, reading.asOf().get(0))
                .withAsOf(reading.asOf())
                .withExtensions(extensions.get());
        request = reading.duplicates().isEmpty()
                ? request
                : request.withoutDuplicates(new Duplicates(reading.duplicates()));
        request = reading.setAside() ? request.withQuarantine(row -> {}) : request;
        return effort.apply(request, split);
    }

    private static List<String> recordedFiles(Reading reading) {
        for (String file : reading.files()) {
            if (!Files.exists(Path.of(file))) {
                throw new InputException("the events are not where the record says: there is no " + file
                        + "; name where they are with --from, or run this in the folder of the build");
            }
        }
        return reading.files();
    }

    private CellTrace trace(RunRequest request, CellTrace.Question question, MemorySplit split) {
        RunRequest roomy = ReaderMemory.leaveRoom(request, FeaturePipeline.plan(request), split);
        try (ProgressListener watch = new ProgressListener(console, interruption, progress.mode())) {
            return CellTrace.of(engine.get(), roomy, question, watch);
        }
    }

    /** Whether the events are other ones than those of the run; not known of what is no file. */
    private static boolean changed(Reading reading, EventSource events) {
        Set<String> now = new HashSet<>();
        for (InputFile file : events.files()) {
            now.add(Fingerprint.of(Path.of(file.name())).sha256());
        }
        return !now.equals(reading.fingerprints());
    }

    private static String whyNot(Reading reading, EventSource events) {
        return changed(reading, events)
                ? "they are not those that the matrix was built from (their fingerprints differ); name those with --from"
                : "something that the record does not tell is another, such as functions of your own, or Millrace's version";
    }

    private Report report(
            FeatureSet set, Instant time, MatrixCell cell, CellTrace trace, boolean same, boolean changed) {
        FeatureDescription description = FeatureDescription.describe(set, feature, extensions.get());
        Section.FactsBuilder facts = Section.facts("cell", "Cell")
                .add("matrix", matrix.toString())
                .add("entity", String.join(", ", entity))
                .add("as_of", time.toString())
                .add("feature", feature)
                .add("meaning", description.sentence())
                .add("expression", description.expression())
                .add("in_the_matrix", ValueCells.of(cell.field().type(), cell.value()))
                .add("computed_now", ValueCells.of(trace.type(), trace.value()));
        if (description.defaultValue().isPresent()) {
            facts.add(
                    "default",
                    new Cell(
                            trace.defaulted(), trace.defaulted() ? "stands in for null" : "not used", Cell.Tone.PLAIN));
        }
        facts.add("same", Cell.verdict(same));
        if (changed) {
            facts.add("inputs", Cell.text("changed since the run").toned(Cell.Tone.BAD));
        }
        WhySections sections = new WhySections(trace);
        return Report.of(
                facts.build(),
                sections.aggregations("Aggregations of its events"),
                sections.steps("Steps"),
                sections.events("Events, by the numbers of the aggregations that take them", set.entity(), set.time()),
                sections.log("Log"));
    }
}
