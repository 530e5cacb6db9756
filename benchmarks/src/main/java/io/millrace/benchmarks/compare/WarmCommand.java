package io.millrace.benchmarks.compare;

import io.millrace.core.port.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "warm",
        description = {
            "In one process that has done the job before: Millrace, and DuckDB through JDBC.",
            "Contestants: millrace, duckdb, duckdb-by-hand; of Parquet millrace-arrow; of CSV duckdb-detecting, which finds",
            "out by itself how the files are written."
        },
        mixinStandardHelpOptions = true)
final class WarmCommand implements Callable<Integer> {
    private static final String MILLRACE = "millrace";
    private static final String ARROW = "millrace-arrow";
    private static final String DUCKDB = "duckdb";
    private static final String BY_HAND = "duckdb-by-hand";
    private static final String DETECTING = "duckdb-detecting";

    /** All contestants, ours first. */
    static final List<String> NAMES = List.of(MILLRACE, ARROW, DUCKDB, BY_HAND, DETECTING);

    /** Where the matrix goes. */
    enum Output {
        memory,
        parquet
    }

    @Mixin
    private JobOptions options;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many rounds go before the timed ones (default: ${DEFAULT-VALUE}).")
    private int warmUps;

    @Option(
            names = "--output",
            paramLabel = "WHERE",
            defaultValue = "memory",
            description = "Where the matrix goes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Override
    public Integer call() throws IOException {
        Job job = options.job();
        Path folder = Files.createTempDirectory("millrace-compare");
        List<Contestant> contestants = contestants(job, folder);
        try {
            Rounds.Result result =
                    new Rounds(warmUps, options.rounds(), line -> System.err.println(line)).run(contestants);
            options.publish(new Findings(options.facts(job, result.matrixRows()), result.series(), Map.of()));
            return 0;
        } finally {
            contestants.forEach(Contestant::close);
            Folders.delete(folder);
        }
    }

    private List<Contestant> contestants(Job job, Path folder) {
        List<Contestant> contestants = new ArrayList<>();
        for (String name : NAMES) {
            if (options.takes(name) && !name.equals(job.isCsv() ? ARROW : DETECTING)) {
                contestants.add(contestant(name, job, target(folder, name)));
            }
        }
        return contestants;
    }

    private static Contestant contestant(String name, Job job, Optional<Path> target) {
        return switch (name) {
            case MILLRACE -> new MillraceContestant(name, job, ReadOptions.Reader.PAGE, target);
            case ARROW -> new MillraceContestant(name, job, ReadOptions.Reader.ARROW, target);
            case DUCKDB -> new DuckDbContestant(name, ChurnQuery.printed(job), job.threads(), target);
            case BY_HAND -> new DuckDbContestant(name, ChurnQuery.byHand(job), job.threads(), target);
            case DETECTING -> new DuckDbContestant(name, ChurnQuery.detecting(job), job.threads(), target);
            default -> throw new IllegalArgumentException("there is no contestant " + name);
        };
    }

    private Optional<Path> target(Path folder, String name) {
        return output == Output.memory ? Optional.empty() : Optional.of(folder.resolve(name + ".parquet"));
    }
}
