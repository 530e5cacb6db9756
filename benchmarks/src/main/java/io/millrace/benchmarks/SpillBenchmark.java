package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to spill: many users with one to three events each, from batches to rows, with a budget that holds all of
 * them, and with one that holds a part, so that state is written to disk, merged and finished as streams.
 *
 * <p>Before anything is timed, both budgets must give the same matrix, and the small one must have spilled; how much, and
 * how long each phase took, is printed.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar SpillBenchmark}; the large job with {@code -p
 * users=20000000 -p budget=8g,200m -jvmArgsAppend -Xmx512m}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx512m",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow"
        })
public class SpillBenchmark {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");
    private static final String PLENTY = "8g";

    @Param("2000000")
    public int users;

    @Param({"8g", "20m"})
    public String budget;

    @Param("2")
    public int threads;

    private ManyUsers events;
    private FeaturePlan plan;

    /** Makes sure that the budget does not show in the matrix. */
    @Setup(Level.Trial)
    public void prepare() {
        events = new ManyUsers(users);
        plan = FeaturePipeline.plan(RunRequest.of(set(), events, AS_OF));
        MatrixHash expected = new MatrixHash();
        run(PLENTY, expected);
        MatrixHash actual = new MatrixHash();
        EngineReport report = run(budget, actual);
        System.out.println(report.spilled() + ", at most " + report.peakBytes() + " bytes held");
        if (expected.hash() != actual.hash()) {
            throw new IllegalStateException("the budget shows in the matrix");
        }
        if (!budget.equals(PLENTY) && report.spilled().runs() == 0) {
            throw new IllegalStateException("nothing was spilled with " + budget);
        }
    }

    private static FeatureSet set() {
        return FeatureSet.builder("many users")
                .entity("user")
                .time("at")
                .window("30d")
                .feature("events", "count(*)")
                .feature("plays", "count(*) filter (where type = 'play')")
                .feature("pauses", "count(*) filter (where type = 'pause')")
                .feature("searches", "count(*) filter (where type = 'search')")
                .feature("downloads", "count(*) filter (where type = 'download')")
                .feature("spent", "sum(amount)")
                .feature("average", "avg(amount)")
                .feature("most", "max(amount)")
                .feature("first", "min(at)")
                .feature("last", "max(at)")
                .build();
    }

    private EngineReport run(String memory, MatrixHash sink) {
        EngineRequest request = EngineRequest.of(
                plan, events, Optional.empty(), MemoryBudget.parse(memory), threads, ColumnBatch.MAX_ROWS);
        return new ArrowFeatureEngine().run(request, sink, new RunListener() {
            @Override
            public void phaseEnded(Phase phase, Duration took) {
                System.out.println(phase + " " + took.toMillis() + " ms");
            }
        });
    }

    /** Batches to rows, of which only a hash is kept. */
    @Benchmark
    public long spill() {
        MatrixHash sink = new MatrixHash();
        run(budget, sink);
        return sink.hash();
    }
}
