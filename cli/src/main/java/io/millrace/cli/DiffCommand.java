package io.millrace.cli;

import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.diff.MatrixComparison;
import io.millrace.core.diff.MatrixDifference;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.run.InputException;
import io.millrace.core.run.TableFormats;
import io.millrace.yaml.RunRecordListener;
import io.millrace.yaml.RunRecordReader;
import io.millrace.yaml.RunRecordReader.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "diff",
        header = "Compares two feature matrices. Exits with 1 where they differ more than the limits allow.",
        description = "Entities that are gone and new, and per feature how many cells changed, the largest and the mean"
                + " change, and the drift of all its values. Both must be sorted by their key, as builds write them.",
        footer = {
            "  millrace diff september.parquet october.parquet",
            "  millrace diff september.parquet october.parquet --max-drift 0.2 --max-gone 5%%",
            "  millrace diff before.csv after.csv --max-change 0 --max-gone 0 --max-new 0 --format json"
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;
    private final Interruption interruption;
    private final Supplier<TableFormats> formats;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A feature matrix: a Parquet, CSV or Arrow file.")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "The one to compare it with.")
    private Path b;

    @Option(
            names = "--features",
            paramLabel = "NAMES",
            split = ",",
            description = "The features to compare, such as tickets,paid (default: all that both have).")
    private List<String> features = List.of();

    @Option(
            names = "--key",
            paramLabel = "COLUMNS",
            split = ",",
            description = {
                "The columns by which rows belong together, such as user_id,as_of (default: those that a record beside a",
                "matrix tells, else the first one; and as_of where it comes next)."
            })
    private List<String> key = List.of();

    @Option(
            names = "--column",
            paramLabel = "NAME=TYPE",
            description = {
                "CSV: the type of a column, such as user_id=bigint (default: as a record beside a matrix or the other",
                "matrix tells, else text for the key, timestamp for as_of, double for features)."
            })
    private Map<String, String> columns = new LinkedHashMap<>();

    @Mixin
    private DiffLimits limits;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "5",
            converter = Converters.Count.class,
            description = "How many of the entities that are gone and new to list (default: ${DEFAULT-VALUE} each).")
    private int examples;

    @Mixin
    private ReaderOption reader;

    @Mixin
    private FormatOption format;

    DiffCommand(Console console, Interruption interruption, Supplier<TableFormats> formats) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
    }

    @Override
    public Integer call() {
        MatrixPair pair = pair();
        MatrixDifference difference = MatrixComparison.of(pair.a(), pair.b(), examples, interruption::check);
        List<DiffLimits.Verdict> verdicts = limits.verdicts(difference, pair.incomparable());
        List<Section> sections = new ArrayList<>();
        sections.add(DiffSections.rows(a, b, difference));
        if (!difference.gone().first().isEmpty() || !difference.added().first().isEmpty()) {
            sections.add(DiffSections.examples(difference));
        }
        if (!pair.misfits().isEmpty()) {
            sections.add(DiffSections.columns(pair.misfits()));
        }
        sections.add(DiffSections.features(difference, limits));
        if (!verdicts.isEmpty()) {
            sections.add(DiffSections.limits(verdicts));
        }
        console.print(new Report(sections), format.format());
        boolean passed = verdicts.stream().allMatch(DiffLimits.Verdict::passed);
        return (passed ? ExitCode.DONE : ExitCode.CHECKS_FAILED).code();
    }

    private MatrixPair pair() {
        Optional<Origin> originA = origin(a);
        Optional<Origin> originB = origin(b);
        Map<String, DataType> declared = CsvOptions.declared(columns, spec);
        EventSource rawA = open(a, declared, Map.of(), List.of());
        EventSource rawB = open(b, declared, Map.of(), List.of());
        List<String> keys = key.isEmpty() ? key(originA.or(() -> originB), rawA) : key;
        Map<String, DataType> typesA = types(declared, originA, rawA);
        Map<String, DataType> typesB = types(declared, originB, rawB);
        EventSource tableA = open(a, typesA, typesB, keys);
        EventSource tableB = open(b, typesB, typesA, keys);
        requireAsOf(tableA, tableB);
        return MatrixPair.of(new MatrixPair.Opened(a, tableA), new MatrixPair.Opened(b, tableB), keys, features);
    }

    private static Optional<Origin> origin(Path matrix) {
        Path record = RunRecordListener.pathFor(matrix);
        return Files.exists(record) ? Optional.of(RunRecordReader.read(record)) : Optional.empty();
    }

    /** What is known of the types: as declared, as the record tells, as a file tells that is not CSV. */
    private static Map<String, DataType> types(
            Map<String, DataType> declared, Optional<Origin> origin, EventSource raw) {
        Map<String, DataType> types = new LinkedHashMap<>(declared);
        if (!raw.format().equals("csv")) {
            raw.schema().fields().forEach(field -> types.putIfAbsent(field.name(), field.type()));
        }
        origin.ifPresent(run -> run.types().forEach(types::putIfAbsent));
        return types;
    }

    private EventSource open(Path matrix, Map<String, DataType> own, Map<String, DataType> others, List<String> keys) {
        return MatrixFile.open(formats.get(), reader, matrix, column -> {
                    DataType known = own.getOrDefault(column, others.get(column));
                    if (known != null) {
                        return known;
                    }
                    boolean time = column.equals(FeaturePlan.AS_OF);
                    return time ? DataType.TIMESTAMP : keys.contains(column) ? DataType.TEXT : DataType.FLOAT64;
                })
                .table();
    }

    private static List<String> key(Optional<Origin> origin, EventSource matrix) {
        List<String> names = matrix.schema().names();
        List<String> keys =
                new ArrayList<>(origin.map(run -> run.features().entity()).orElse(names.subList(0, 1)));
        boolean several = names.size() > keys.size() && names.get(keys.size()).equals(FeaturePlan.AS_OF);
        if (several && matrix.schema().field(keys.size()).type() == DataType.TIMESTAMP) {
            keys.add(FeaturePlan.AS_OF);
        }
        return keys;
    }

    /** Without it in both, a key would stand for one row here and for several there. */
    private void requireAsOf(EventSource tableA, EventSource tableB) {
        boolean inA = tableA.schema().indexOf(FeaturePlan.AS_OF) >= 0;
        boolean inB = tableB.schema().indexOf(FeaturePlan.AS_OF) >= 0;
        if (key.isEmpty() && inA != inB) {
            throw new InputException((inA ? a : b) + " has a column as_of and " + (inA ? b : a)
                    + " has none: their rows do not belong together; build both with --as-of-column or both without, or"
                    + " name the columns of the key with --key");
        }
    }
}
