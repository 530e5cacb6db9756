package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineResourceRules;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.SpillSettings;
import io.millrace.core.run.TableFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What small jobs read, and how they are run: all by one engine. */
final class SmallJobs {
    private static final List<String> FORMATS = List.of("parquet", "csv", "arrow");
    private static final Instant AS_OF = Instant.parse("2024-10-04T00:00:00Z");

    private final TableFormats formats = TableFormats.load();
    private final Path folder;
    private final Path spill;
    private final FeatureEngine engine;
    private final FeaturePipeline pipeline;
    private final FeatureSet features = features("event_type");
    private final FeatureSet wrong = features("evnt_type");
    private final Map<Integer, MemoryBudget> tight = new HashMap<>();
    private final Map<String, byte[]> expected = new HashMap<>();
    private final AtomicLong spilled = new AtomicLong();

    SmallJobs(Path folder, FeatureEngine engine) throws IOException {
        this.folder = folder;
        this.spill = Files.createDirectory(folder.resolve("spill"));
        this.engine = engine;
        this.pipeline = new FeaturePipeline(engine, RunListener.NONE);
        Files.createDirectory(out());
        for (String format : FORMATS) {
            generate(format, 100);
            generate("many-" + format, 1500);
        }
        writeBadRow();
        for (int threads = 1; threads <= 3; threads++) {
            tight.put(threads, least(threads));
        }
    }

    private void generate(String name, int subscribers) throws IOException {
        String events = folder.resolve(name).toString();
        String format = name.substring(name.indexOf('-') + 1);
        InProcess.done(
                "generate",
                events,
                "--subscribers",
                "" + subscribers,
                "--days",
                "3",
                "--seed",
                "5",
                "--format",
                format,
                "--quiet");
        Files.delete(Path.of(events, "roster.csv"));
    }

    /**
     * A feature set whose state grows with the events.
     *
     * @param type how the column of event types is spelled
     */
    static FeatureSet features(String type) {
        return FeatureSet.builder("small")
                .entity("user_id")
                .time("timestamp")
                .window("3d")
                .column("user_id", "bigint")
                .column("timestamp", "timestamp")
                .column("event_type", "text")
                .column("device_type", "text")
                .column("duration_seconds", "bigint")
                .column("revenue", "double")
                .feature("events", "count(*)")
                .feature("times", "count(distinct timestamp)")
                .feature("busiest", "mode(timestamp)")
                .feature("usual", "mode(" + type + ")")
                .feature("spent", "sum(revenue)")
                .feature("watched", "median(duration_seconds)")
                .feature("device", "mode(device_type)")
                .feature("last_seen", "max(timestamp)")
                .build();
    }

    private void writeBadRow() throws IOException {
        Path events = Files.createDirectory(folder.resolve("bad"));
        List<String> lines;
        try (Stream<Path> good = Files.list(folder.resolve("csv"))) {
            lines = Files.readAllLines(good.findFirst().orElseThrow());
        }
        lines.set(700, "an unfinished row");
        Files.write(events.resolve("events.csv"), lines);
    }

    /** The least budget that the engine takes. */
    private MemoryBudget least(int threads) {
        RunRequest request =
                RunRequest.of(features, events("parquet"), AS_OF).withEffort(new MemoryBudget(1), threads, 1000);
        var refusal = assertThrows(
                ResourceException.class, () -> pipeline.run(request, formats.create(out().resolve("none.csv"))));
        return EngineResourceRules.largestBudgetIn(refusal.getMessage());
    }

    /**
     * What plain loops over maps give, of the same files: whether a column may be null is a part of a matrix. An Arrow file
     * has a record batch per batch, which the loops make smaller: for it, what the engine gives with plenty in one thread.
     */
    private synchronized byte[] expected(String input, String ending) throws IOException {
        byte[] known = expected.get(input + ending);
        if (known != null) {
            return known;
        }
        Path matrix = folder.resolve("reference." + ending);
        RunRequest request = RunRequest.of(features, events(input), AS_OF).withThreads(1);
        FeatureEngine oracle = ending.equals("arrow") ? engine : new ReferenceEngine();
        new FeaturePipeline(oracle, RunListener.NONE).run(request, formats.create(matrix));
        byte[] bytes = Files.readAllBytes(matrix);
        Files.delete(matrix);
        expected.put(input + ending, bytes);
        return bytes;
    }

    private EventSource events(String name) {
        return formats.open(List.of(folder.resolve(name).toString()), features.columns());
    }

    /** Where matrices are written, and what is spilled; both are empty whenever no job runs. */
    Path out() {
        return folder.resolve("out");
    }

    Path spill() {
        return spill;
    }

    /** How many jobs spilled. */
    long spilled() {
        return spilled.get();
    }

    /** Runs the job, which gives the bytes of the reference, or fails as it must and writes nothing. */
    void verify(SmallJob job) throws IOException {
        Path matrix = out().resolve(job.number() + "." + job.output());
        if (job.trouble().isEmpty()) {
            RunSummary summary = pipeline.run(request(job), formats.create(matrix));
            spilled.addAndGet(summary.report().spilled().runs() > 0 ? 1 : 0);
            assertTrue(
                    Arrays.equals(expected(many(job) + job.input(), job.output()), Files.readAllBytes(matrix)),
                    "other bytes");
            Files.delete(matrix);
            return;
        }
        Trouble trouble = job.trouble().get();
        MatrixSink sink = formats.create(matrix);
        assertThrows(
                trouble.failure(),
                () -> new FeaturePipeline(engine, listener(trouble))
                        .run(request(job), trouble == Trouble.SINK ? new FullSink(sink) : sink));
        assertEquals(trouble == Trouble.INTERRUPT, Thread.interrupted(), "the thread's interrupt");
        assertTrue(Files.notExists(matrix), "a failed run wrote " + matrix);
    }

    private static String many(SmallJob job) {
        return job.tight() ? "many-" : "";
    }

    private RunRequest request(SmallJob job) {
        boolean badRow = job.trouble().filter(Trouble.BAD_ROW::equals).isPresent();
        boolean refused = job.trouble().filter(Trouble.MEMORY::equals).isPresent();
        boolean fullDisk = job.trouble().filter(Trouble.SPILL::equals).isPresent();
        boolean unknown = job.trouble().filter(Trouble.DEFINITION::equals).isPresent();
        MemoryBudget plenty = new MemoryBudget(64 << 20);
        MemoryBudget budget = job.tight() ? tight.get(job.threads()) : plenty;
        return RunRequest.of(unknown ? wrong : features, events(badRow ? "bad" : many(job) + job.input()), AS_OF)
                .withSpill(new SpillSettings(spill, fullDisk ? 0 : Long.MAX_VALUE))
                .withEffort(refused ? new MemoryBudget(1000) : budget, job.threads(), job.batchRows());
    }

    private static RunListener listener(Trouble trouble) {
        Thread caller = Thread.currentThread();
        return new RunListener() {
            @Override
            public void batchRead(Split split, int rows, long bytes) {
                if (trouble == Trouble.INTERRUPT) {
                    caller.interrupt();
                } else if (trouble == Trouble.LISTENER) {
                    throw new IllegalStateException("broken on purpose");
                }
            }
        };
    }
}
