package io.millrace.cli;

import io.millrace.cli.report.DefaultText;
import io.millrace.cli.report.Facts;
import io.millrace.cli.report.MatrixReport.RecordState;
import io.millrace.cli.report.MatrixScan;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeatureDescription;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import io.millrace.core.plan.MatrixChecksBinder;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.InputFile;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.TableFormats;
import io.millrace.core.validate.CheckResult;
import io.millrace.core.validate.MatrixChecks;
import io.millrace.yaml.RecordedRun;
import io.millrace.yaml.RunRecordListener;
import io.millrace.yaml.RunRecordReader;
import io.millrace.yaml.RunRecordReader.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out what there is to know of a matrix: in two passes over it, and from the record beside it. */
final class ReportFacts {
    private final Interruption interruption;
    private final TableFormats formats;
    private final ReaderOption reader;
    private final Supplier<Extensions> extensions;

    ReportFacts(Interruption interruption, TableFormats formats, ReaderOption reader, Supplier<Extensions> extensions) {
        this.interruption = interruption;
        this.formats = formats;
        this.reader = reader;
        this.extensions = extensions;
    }

    /** Checks that could be bound, or why not. */
    private record Bound(List<PlannedCheck> checks, Optional<String> problem) {}

    /** @param features the name or file of a feature set; null for that of the run */
    Facts of(Path matrix, @Nullable String features) {
        Path record = RunRecordListener.pathFor(matrix);
        boolean recorded = Files.exists(record);
        Optional<RecordedRun> run = recorded ? Optional.of(RunRecordReader.run(record)) : Optional.empty();
        Optional<Origin> origin = recorded ? Optional.of(RunRecordReader.read(record)) : Optional.empty();
        Optional<FeatureSet> set =
                features == null ? origin.map(Origin::features) : Optional.of(FeatureSets.find(features));
        MatrixFile table = MatrixFile.open(
                formats,
                reader,
                matrix,
                origin.map(Origin::types).orElse(Map.of()),
                set.map(FeatureSet::entity).orElse(List.of()));
        Optional<RecordedFile> file = RecordedFile.of(matrix, interruption);
        Optional<String> difference = file.filter(known -> !known.isTheSame()).map(RecordedFile::difference);
        int leading = set.map(known -> MatrixChecksBinder.leadingColumns(known, table.columns()))
                .orElseGet(() -> leading(table.columns()));
        table.requireFew(leading);
        Bound bound = set.map(known ->
                        bind(known, table, features == null ? origin : Optional.empty(), difference.isPresent()))
                .orElse(new Bound(List.of(), Optional.empty()));
        List<FeatureDescription> descriptions = set.map(known -> FeatureDescription.describe(known, extensions.get()))
                .orElse(List.of());
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(table.columns(), leading);
        MatrixChecks checks = new MatrixChecks(bound.checks(), table.columns());
        table.read(interruption, batch -> {
            profiler.add(batch);
            checks.add(batch);
        });
        MatrixProfile profile = profiler.profile();
        List<CheckResult> results = checks.results(profile);
        MatrixScan scan = new MatrixScan(table.columns(), leading, profile, defaults(descriptions));
        table.read(interruption, scan::add);
        return new Facts(
                matrix.toString(),
                table.table().files().stream().mapToLong(InputFile::bytes).sum(),
                table.columns(),
                leading,
                profile,
                scan,
                set.map(FeatureSet::name),
                descriptions,
                results,
                bound.problem(),
                state(recorded, file),
                difference,
                run);
    }

    private static RecordState state(boolean recorded, Optional<RecordedFile> file) {
        if (!recorded) {
            return RecordState.ABSENT;
        }
        return file.map(known -> known.isTheSame() ? RecordState.SAME : RecordState.DIFFERS)
                .orElse(RecordState.OF_NO_FILE);
    }

    /** Without a set: one column of the key, then the as-of time where there is one. */
    private static int leading(Schema columns) {
        boolean asOf = columns.size() > 1
                && columns.field(1).name().equals(FeaturePlan.AS_OF)
                && columns.field(1).type() == DataType.TIMESTAMP;
        return asOf ? 2 : Math.min(1, columns.size());
    }

    /** A file that is not the recorded one need not fit the checks, and is to be reported all the same. */
    private Bound bind(FeatureSet set, MatrixFile table, Optional<Origin> origin, boolean differs) {
        try {
            return new Bound(
                    MatrixChecksBinder.bind(set, table.columns(), origin.map(Origin::window), extensions.get()),
                    Optional.empty());
        } catch (DefinitionException e) {
            if (!differs) {
                throw e;
            }
            return new Bound(List.of(), Optional.of("The checks do not fit the matrix: " + e.getMessage()));
        }
    }

    private static Map<String, String> defaults(List<FeatureDescription> descriptions) {
        Map<String, String> defaults = new HashMap<>();
        for (FeatureDescription description : descriptions) {
            DefaultText.of(description).ifPresent(value -> defaults.put(description.name(), value));
        }
        return defaults;
    }
}
