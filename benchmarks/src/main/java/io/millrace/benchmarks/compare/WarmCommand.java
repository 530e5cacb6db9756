package io.millrace.benchmarks.compare;

import io.millrace.core.port.EventSource;
import io.millrace.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "warm",
        description = {
            "In one process that has done the job before: Millrace, and DuckDB through JDBC.",
            "Contestants: millrace, duckdb, duckdb-by-hand."
        },
        mixinStandardHelpOptions = true)
final class WarmCommand implements Callable<Integer> {
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
        List<Contestant> contestants = new ArrayList<>();
        try {
            add(contestants, job, folder);
            Rounds.Result result =
                    new Rounds(warmUps, options.rounds(), line -> System.err.println(line)).run(contestants);
            options.publish(new Findings(options.facts(job, result.matrixRows()), result.series(), Map.of()));
            return 0;
        } finally {
            contestants.forEach(Contestant::close);
            Folders.delete(folder);
        }
    }

    private void add(List<Contestant> contestants, Job job, Path folder) {
        Map<String, Function<List<Path>, EventSource>> readers =
                Map.of("millrace", files -> new ParquetFormat().open(files, Map.of()));
        readers.forEach((name, reader) -> {
            if (options.takes(name)) {
                contestants.add(new MillraceContestant(name, job, reader, target(folder, name)));
            }
        });
        if (options.takes("duckdb")) {
            contestants.add(duckDb("duckdb", ChurnQuery.printed(job), folder));
        }
        if (options.takes("duckdb-by-hand")) {
            contestants.add(duckDb("duckdb-by-hand", ChurnQuery.byHand(job), folder));
        }
    }

    private Contestant duckDb(String name, String query, Path folder) {
        return new DuckDbContestant(name, query, options.threads(), target(folder, name));
    }

    private Optional<Path> target(Path folder, String name) {
        return output == Output.memory ? Optional.empty() : Optional.of(folder.resolve(name + ".parquet"));
    }
}
