package io.millrace.cli;

import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.WriteOptions;
import io.millrace.core.run.QuarantineFile;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.TableFormats;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "build",
        header = "Builds a feature matrix from events, in one pass.",
        description = "Replaces the file of --out at once, and writes PATH.run.json beside it: inputs, definition, what"
                + " became of every row, checks, times and memory. A run that fails leaves both as they were.",
        footer = {
            "  millrace build events/ --features streamflow-churn --as-of 2024-10-31 --out matrix.parquet",
            "  millrace build events/ --features streamflow-churn --as-of 2024-10-31 \\",
            "      --roster events/roster.csv --out matrix.csv --strict",
            "  millrace build 'events/events_2024-1*.parquet' --features churn.yaml --window 60d \\",
            "      --as-of 2024-12-01T12:00:00Z --out matrix.arrow --memory 4g --threads 8"
        })
final class BuildCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;
    private final Supplier<MatrixBuild> build;
    private final Supplier<Extensions> extensions;

    @Spec
    private CommandSpec spec;

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
    private QuarantineOptions quarantine;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            required = true,
            description = "The matrix: PATH.parquet, PATH.csv, PATH.arrow or PATH.npy.")
    private Path out;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private SpillOptions spill;

    @Option(
            names = "--require-days",
            description = "Fail with 3, and write nothing, where a day of the window has no event.")
    private boolean requireDays;

    @Option(names = "--strict", description = "Exit with 1 where a check fails. The matrix is written all the same.")
    private boolean strict;

    @Option(
            names = "--guard-cells",
            description = {
                "In a CSV matrix, write an apostrophe before texts that a spreadsheet would execute, those that begin with",
                "=, +, -, @ or a control character."
            })
    private boolean guardCells;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    @Mixin
    private ProgressOption progress;

    @Option(
            names = "--metrics-file",
            paramLabel = "PATH",
            description = {
                "Write what was measured to PATH when the run ends, also where it fails, in the text format of Prometheus."
            })
    private @Nullable Path metricsFile;

    @Mixin
    private FormatOption format;

    BuildCommand(
            Console console,
            Supplier<TableFormats> formats,
            Supplier<MatrixBuild> build,
            Supplier<Extensions> extensions) {
        this.console = console;
        this.formats = formats;
        this.build = build;
        this.extensions = extensions;
    }

    @Override
    public Integer call() throws IOException {
        requireKnownFormat();
        if (metricsFile == null) {
            return build(List.of());
        }
        try (MetricsFile metrics = MetricsFile.at(metricsFile)) {
            return build(List.of(metrics.listener()));
        }
    }

    private Integer build(List<RunListener> listeners) throws IOException {
        FeatureSet set = FeatureSets.find(features);
        MemorySplit split = effort.split();
        ReadOptions reading = reader.options();
        Optional<QuarantineFile> place = quarantine.open();
        try (Closeable unfinished = () -> place.ifPresent(QuarantineFile::close)) {
            RunRequest asked = options.request(
                    formats.get(),
                    extensions.get(),
                    place.map(reading::withQuarantine).orElse(reading),
                    set,
                    inputs,
                    Set.of(out));
            RunRequest effortful = spill.apply(effort.apply(asked, split));
            RunRequest request = requireDays ? effortful.withRequiredDays() : effortful;
            RunSummary summary = build.get()
                    .run(
                            request,
                            split,
                            out,
                            WriteOptions.DEFAULT.withGuardedCells(guardCells),
                            place,
                            command(),
                            new RunWatch(progress.mode(), quiet, listeners));
            if (!quiet) {
                console.print(report(summary, split, place), format.format());
            }
            return (strict && !summary.checksPassed() ? ExitCode.CHECKS_FAILED : ExitCode.DONE).code();
        }
    }

    /** As it was written, from the first word after {@code millrace}. */
    private List<String> command() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private void requireKnownFormat() {
        if (formats.get().formatOf(out).isEmpty()) {
            String endings = formats.get().formats().stream()
                    .flatMap(known -> known.extensions().stream())
                    .map(ending -> "." + ending)
                    .collect(Collectors.joining(", "));
            throw new ParameterException(
                    spec.commandLine(), "the ending of --out " + out + " tells no format; use one of " + endings);
        }
    }

    private Report report(RunSummary summary, MemorySplit split, Optional<QuarantineFile> place) {
        List<Section> sections = new ArrayList<>();
        sections.add(RunSections.result("Matrix", summary, out));
        sections.add(RunSections.rows("Rows", summary));
        place.filter(file -> file.count() > 0).map(RunSections::quarantine).ifPresent(sections::add);
        RunSections.unlisted("Values that no definition lists", summary).ifPresent(sections::add);
        sections.add(CheckSections.checks("Checks", summary.checks()));
        sections.add(CheckSections.findings(
                "Findings", summary.profile(), summary.plan().leadingColumns()));
        sections.add(RunSections.effort("Time and memory", summary, split.total()));
        sections.add(PythonLines.load(out, leading(summary.plan())));
        return new Report(sections);
    }

    /** The columns before the features. */
    private static List<String> leading(FeaturePlan plan) {
        return plan.matrix().names().subList(0, plan.leadingColumns());
    }
}
