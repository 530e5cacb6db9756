package io.millrace.benchmarks.compare;

import io.millrace.core.run.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "processes",
        description = {
            "As whole processes, start-up and written matrix included.",
            "Contestants: millrace, duckdb-jdbc, duckdb-native, polars; and dask, where --only names it: it takes minutes."
        },
        mixinStandardHelpOptions = true)
final class ProcessesCommand implements Callable<Integer> {
    private static final String MILLRACE = "millrace";
    private static final String DASK = "dask";

    @Mixin
    private JobOptions options;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder of the repository (default: where the command is run).")
    private Path root;

    private final Map<String, String> absent = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        if (!Files.isExecutable(ProcessContestant.TIME)) {
            throw new IllegalStateException(
                    ProcessContestant.TIME + " is missing; install it, with Debian: apt-get install time");
        }
        Job job = options.job();
        Path folder = Files.createTempDirectory("millrace-compare");
        try {
            List<ProcessContestant> contestants = contestants(job, folder);
            Rounds.Result result = new Rounds(0, options.rounds(), line -> System.err.println(line)).run(contestants);
            requireSameBytes(contestants);
            options.publish(new Findings(options.facts(job, result.matrixRows()), result.series(), absent));
            return 0;
        } finally {
            Folders.delete(folder);
        }
    }

    private List<ProcessContestant> contestants(Job job, Path folder) throws IOException {
        List<ProcessContestant> present = new ArrayList<>();
        for (Candidate candidate : candidates(job, folder)) {
            candidate
                    .contestant()
                    .ifPresentOrElse(present::add, () -> absent.put(candidate.name(), candidate.advice()));
        }
        return present;
    }

    private List<Candidate> candidates(Job job, Path folder) throws IOException {
        Path query = Files.writeString(folder.resolve("query.sql"), ChurnQuery.printed(job));
        Path events = options.folder().toAbsolutePath();
        Candidates all = new Candidates(root.toAbsolutePath().normalize(), job, folder);
        List<Candidate> candidates = new ArrayList<>();
        if (options.takes(MILLRACE)) {
            for (MemoryBudget memory : options.memory()) {
                String name = options.memory().size() == 1 ? MILLRACE : MILLRACE + "-" + memory;
                candidates.add(all.millrace(name, events, memory));
            }
        }
        Stream.of(all.duckDbJdbc(query), all.duckDbNative(query), all.polars(events))
                .filter(candidate -> options.takes(candidate.name()))
                .forEach(candidates::add);
        dask(all).ifPresent(candidates::add);
        return candidates;
    }

    /** However much memory it is given, Millrace writes the same bytes. */
    static void requireSameBytes(List<ProcessContestant> contestants) throws IOException {
        List<Path> files = contestants.stream()
                .filter(contestant -> contestant.name().startsWith(MILLRACE))
                .map(ProcessContestant::output)
                .toList();
        for (Path file : files) {
            long place = Files.mismatch(files.get(0), file);
            if (place >= 0) {
                throw new DifferentMatrix(file.getFileName() + " and "
                        + files.get(0).getFileName() + " differ from byte " + place + " on");
            }
        }
    }

    private Optional<Candidate> dask(Candidates all) {
        if (!options.names(DASK)) {
            return Optional.empty();
        }
        Optional<Candidate> dask = options.csv()
                .map(events -> options.datasets().require(events, options.threads()))
                .map(folder -> all.dask(folder.toAbsolutePath()));
        if (dask.isEmpty()) {
            absent.put(DASK, "it reads CSV, and these events are not made as CSV");
        }
        return dask;
    }
}
