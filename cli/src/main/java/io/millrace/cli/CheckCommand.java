package io.millrace.cli;

import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import io.millrace.core.plan.MatrixChecksBinder;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.TableFormats;
import io.millrace.core.validate.CheckResult;
import io.millrace.core.validate.MatrixChecks;
import io.millrace.yaml.RunRecordListener;
import io.millrace.yaml.RunRecordReader;
import io.millrace.yaml.RunRecordReader.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
        name = "check",
        header = "Checks a feature matrix. Exits with 1 where a check fails.",
        description = "Without --features, the checks are those of the feature set that the matrix was built by, as"
                + " MATRIX.run.json beside it tells. Where that is there, the matrix must be the file that it tells of."
                + " The first column of the matrix is the entity key.",
        footer = {
            "  millrace check matrix.parquet",
            "  millrace check matrix.csv --features streamflow-churn --format json"
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;
    private final Interruption interruption;
    private final Supplier<TableFormats> formats;
    private final Supplier<Extensions> extensions;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MATRIX", description = "A feature matrix: a Parquet, CSV or Arrow file.")
    private Path matrix;

    @Option(
            names = "--features",
            paramLabel = "NAME|FILE",
            description = "The feature set whose checks are meant: built in, or a file that defines one.")
    private @Nullable String features;

    @Mixin
    private ReaderOption reader;

    @Mixin
    private FormatOption format;

    CheckCommand(
            Console console,
            Interruption interruption,
            Supplier<TableFormats> formats,
            Supplier<Extensions> extensions) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
        this.extensions = extensions;
    }

    @Override
    public Integer call() {
        Path record = RunRecordListener.pathFor(matrix);
        Optional<RecordedFile> recorded = RecordedFile.of(matrix, interruption);
        if (recorded.isPresent() && !recorded.get().isTheSame()) {
            console.print(Report.of(recorded.get().section(OptionalLong.empty())), format.format());
            console.complain(recorded.get().difference());
            return ExitCode.CHECKS_FAILED.code();
        }
        Optional<Origin> origin =
                features == null && Files.exists(record) ? Optional.of(RunRecordReader.read(record)) : Optional.empty();
        FeatureSet set = origin.map(Origin::features).orElseGet(this::named);
        MatrixFile table = MatrixFile.open(
                formats.get(), reader, matrix, origin.map(Origin::types).orElse(Map.of()), set.entity());
        List<PlannedCheck> checks =
                MatrixChecksBinder.bind(set, table.columns(), origin.map(Origin::window), extensions.get());
        int leading = MatrixChecksBinder.leadingColumns(set, table.columns());
        table.requireFew(leading);
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(table.columns(), leading);
        MatrixChecks evaluation = new MatrixChecks(checks, table.columns());
        table.read(interruption, batch -> {
            profiler.add(batch);
            evaluation.add(batch);
        });
        MatrixProfile profile = profiler.profile();
        List<CheckResult> results = evaluation.results(profile);
        List<Section> sections = new ArrayList<>();
        sections.add(CheckSections.checks("Checks", results));
        sections.add(CheckSections.findings("Findings", profile, leading));
        recorded.ifPresent(file -> sections.add(file.section(OptionalLong.of(profile.rows()))));
        console.print(new Report(sections), format.format());
        boolean complete = recorded.stream().allMatch(file -> file.recorded().rows() == profile.rows());
        boolean passed = complete && results.stream().noneMatch(CheckResult::failed);
        return (passed ? ExitCode.DONE : ExitCode.CHECKS_FAILED).code();
    }

    private FeatureSet named() {
        if (features == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "which checks? there is no " + RunRecordListener.pathFor(matrix)
                            + " that tells what the matrix was built by; name the feature set with --features");
        }
        return FeatureSets.find(features);
    }
}
