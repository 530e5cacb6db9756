package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineResourceRules;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.SpillSettings;
import io.millrace.core.run.TableFormats;
import io.millrace.engine.arrow.WatchedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random combinations of budget, threads (and with them partitions), size of batches, order of files, format and reader
 * give one matrix, and at least half of them spill. How many are tried is {@code millrace.runs}.
 */
final class RandomRunsTest {
    private static final int RUNS = Integer.getInteger("millrace.runs", 40);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);
    private static final Instant AS_OF = Instant.parse("2024-10-05T00:00:00Z");

    @TempDir
    static Path folder;

    private final TableFormats formats = TableFormats.load();
    private final WatchedEngine watched = new WatchedEngine();

    @BeforeAll
    static void simulate() throws IOException {
        Files.createDirectory(folder.resolve("spill"));
        for (String format : List.of("parquet", "csv", "arrow")) {
            String events = folder.resolve(format).toString();
            InProcess.done(
                    "generate",
                    events,
                    "--subscribers",
                    "1500",
                    "--days",
                    "4",
                    "--seed",
                    "11",
                    "--format",
                    format,
                    "--order",
                    "time",
                    "--quiet");
            Files.delete(Path.of(events, "roster.csv"));
        }
    }

    /**
     * @param share of the budget below which the engine refuses
     */
    private record Run(
            double share,
            int threads,
            int batchRows,
            List<String> files,
            String format,
            Reader reader,
            boolean pruning) {
        static Run random(Random random) throws IOException {
            String format = List.of("parquet", "parquet", "csv", "arrow").get(random.nextInt(4));
            List<String> files = new ArrayList<>();
            try (Stream<Path> found = Files.list(folder.resolve(format))) {
                found.map(Path::toString).sorted().forEach(files::add);
            }
            Collections.shuffle(files, random);
            Reader reader = format.equals("parquet") ? Reader.values()[random.nextInt(3)] : Reader.AUTO;
            return new Run(
                    Math.pow(2, 1.2 * random.nextDouble()),
                    1 + random.nextInt(8),
                    1 + random.nextInt(random.nextBoolean() ? 200 : 65_536),
                    files,
                    format,
                    reader,
                    random.nextBoolean());
        }
    }

    @Test
    void giveOneMatrix() throws IOException {
        String expected = reference();
        Random random = new Random(SEED);
        int spilled = 0;
        for (int number = 0; number < RUNS; number++) {
            Run run = Run.random(random);
            Path matrix = folder.resolve("m.parquet");
            long runs;
            try {
                runs = run(run, watched.engine(), matrix);
            } catch (RuntimeException failure) {
                throw new AssertionError("run " + number + " of seed " + SEED + ": " + run, failure);
            }
            assertEquals(expected, sha256(matrix), () -> "seed " + SEED + ": " + run);
            watched.verifyReleased();
            spilled += runs > 0 ? 1 : 0;
        }
        String report = RUNS + " runs of seed " + SEED + ", " + spilled + " of them spilled, one SHA-256: " + expected
                + ", Java " + Runtime.version().feature() + "\n";
        Files.writeString(Path.of("target", "random-runs.txt"), report);
        assertTrue(spilled * 2 >= RUNS, report);
    }

    private RunRequest request(List<String> files, ReadOptions options) {
        EventSource events = formats.open(files, options, Set.of());
        return RunRequest.of(SmallJobs.features("event_type"), events, AS_OF)
                .withSpill(new SpillSettings(folder.resolve("spill"), Long.MAX_VALUE));
    }

    /** How many runs were spilled. */
    private long run(Run run, FeatureEngine engine, Path matrix) {
        RunRequest request =
                request(run.files, options(run)).withEffort(new MemoryBudget(1), run.threads, run.batchRows);
        FeaturePipeline pipeline = new FeaturePipeline(engine, RunListener.NONE);
        long least;
        try {
            pipeline.run(request, formats.create(matrix));
            throw new AssertionError("a byte sufficed");
        } catch (ResourceException refusal) {
            least = EngineResourceRules.largestBudgetIn(refusal.getMessage()).bytes();
        }
        MemoryBudget budget = new MemoryBudget(Math.round(least * run.share));
        return pipeline.run(request.withMemory(budget), formats.create(matrix))
                .report()
                .spilled()
                .runs();
    }

    private static ReadOptions options(Run run) {
        return new ReadOptions(SmallJobs.features("event_type").columns(), run.reader, run.pruning);
    }

    /** What plain loops over maps give. */
    private String reference() throws IOException {
        Path matrix = folder.resolve("reference.parquet");
        RunRequest request = request(List.of(folder.resolve("parquet").toString()), ReadOptions.of(Map.of()));
        new FeaturePipeline(new ReferenceEngine(), RunListener.NONE).run(request, formats.create(matrix));
        return sha256(matrix);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
