package io.millrace.benchmarks.compare;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.feature.Times;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.streamflow.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which job is done, and on what. */
final class JobOptions {
    private static final String NAMES = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})";

    @Option(
            names = "--files",
            paramLabel = "KIND",
            defaultValue = "snappy",
            description = "Who writes the files of events: " + NAMES + ".")
    private Dataset.Kind kind;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "24000",
            description = "How many users (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "30",
            description = "How many days, a file each (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Of the simulator (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "user",
            description = "Of a day's rows: " + NAMES + ".")
    private SimulatorSettings.Order order;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "benchmarks/target/data",
            description = "Where files of events are made and kept (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--input",
            paramLabel = "DIR",
            description = "Parquet files of events that are there already, instead of made ones.")
    private @Nullable Path input;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The as-of time; needed with --input, else the end of the last day.")
    private @Nullable String asOf;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many threads each may use (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            split = ",",
            defaultValue = "1g",
            description = {
                "What Millrace may take (default: ${DEFAULT-VALUE}); others take what they want.",
                "As processes also several, separated by commas: Millrace then takes part with each."
            })
    private List<MemoryBudget> memory;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "How many rounds are timed (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAMES",
            description = "Take these contestants, separated by commas, and not all.")
    private @Nullable List<String> only;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything that was found, every time too.")
    private @Nullable Path json;

    int threads() {
        return threads;
    }

    List<MemoryBudget> memory() {
        return memory;
    }

    int rounds() {
        return rounds;
    }

    /** Whether a contestant is to take part. */
    boolean takes(String name) {
        return only == null || only.contains(name);
    }

    /** Whether a contestant is to take part that does so only when it is named. */
    boolean names(String name) {
        return only != null && only.contains(name);
    }

    private Dataset dataset() {
        return new Dataset(kind, users, days, seed, order);
    }

    /** The same events as CSV files; empty where they are given and not made. */
    Optional<Dataset> csv() {
        return input == null && kind != Dataset.Kind.MANY_USERS
                ? Optional.of(new Dataset(Dataset.Kind.CSV, users, days, seed, order))
                : Optional.empty();
    }

    Datasets datasets() {
        return new Datasets(data);
    }

    /** The folder of the files of events. */
    Path folder() {
        if (input != null && asOf == null) {
            throw new IllegalArgumentException("--input needs --as-of");
        }
        return input == null ? datasets().require(dataset(), threads) : input;
    }

    Job job() {
        return new Job(
                Datasets.files(folder(), input == null ? kind.ending() : ".parquet"),
                asOf == null ? dataset().asOf() : Times.parse(asOf),
                threads,
                memory.get(0));
    }

    /** What was done, for a report. */
    Section facts(Job job, long matrixRows) {
        List<InputFile> files = job.events(ReadOptions.Reader.AUTO).files();
        return Section.facts("job", "Job")
                .add("features", "streamflow-churn")
                .add(
                        "events",
                        Cell.count(files.stream()
                                .mapToLong(file -> file.rows().orElse(0))
                                .sum()))
                .add("files", files.size() + (input == null ? ", " + dataset().name() : ", given"))
                .add(
                        "row_groups",
                        Cell.count(
                                files.stream().mapToLong(InputFile::rowGroups).sum()))
                .add(
                        "bytes",
                        Cell.bytes(files.stream().mapToLong(InputFile::bytes).sum()))
                .add("rows_of_the_matrix", Cell.count(matrixRows))
                .add("threads", Cell.count(threads))
                .add(
                        "memory_of_millrace",
                        memory.stream().map(MemoryBudget::toString).collect(Collectors.joining(", ")))
                .build();
    }

    /** Prints what was found, and writes it where that was asked for. */
    void publish(Findings findings) {
        System.out.print(findings.summary().render(Report.Format.TABLE, false, 100));
        if (json != null) {
            try {
                Files.writeString(json, findings.complete().render(Report.Format.JSON, false, 100));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + json, e);
            }
        }
    }
}
