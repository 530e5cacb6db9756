package io.millrace.benchmarks;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine costs from batches to rows, without reading: 8.6 million events that are held in memory, of few users
 * over a month or of many over three days, with rows in order of user or of time. The job {@code keys} only counts
 * events per user, so that it is the lookup of keys and little else.
 *
 * <p>Before anything is timed, a small month is computed by the reference as well, and all of it in both orders. At the
 * end the mean time of each phase is printed, {@code MERGE} among them.
 *
 * <p>Run: {@code java -Xmx3g -jar benchmarks/target/millrace/lib/benchmarks.jar StateUpdateBenchmark}; one case with
 * {@code -p users=240000 -p order=TIME -p job=churn}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx3g",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow"
        })
public class StateUpdateBenchmark {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");
    private static final int USER_DAYS = 720_000;
    private static final MemoryBudget BUDGET = new MemoryBudget(1L << 30);

    @Param({"24000", "240000"})
    public int users;

    @Param({"USER", "TIME"})
    public SimulatorSettings.Order order;

    @Param({"churn", "keys"})
    public String job;

    @Param("2")
    public int threads;

    /** How often the events are read in one run: 10 are as many as 240,000 users have in a month. */
    @Param("1")
    public int repeats;

    private final Phases phases = new Phases();
    private HeldEvents events;
    private FeaturePlan plan;

    /** Simulates the events, and proves the matrix right on a few and the same in both orders. */
    @Setup(Level.Trial)
    public void prepare() {
        StreamflowSimulator few = simulator(50, 30, order);
        requireEqual(matrix(new ReferenceEngine(), few), matrix(new ArrowFeatureEngine(), few));
        int days = USER_DAYS / users;
        long other = hash(held(simulator(users, days, otherOrder())).repeated(repeats));
        events = held(simulator(users, days, order)).repeated(repeats);
        plan = plan(events);
        if (hash(events) != other) {
            throw new IllegalStateException("the order of rows shows in the matrix");
        }
    }

    private SimulatorSettings.Order otherOrder() {
        return order == SimulatorSettings.Order.USER ? SimulatorSettings.Order.TIME : SimulatorSettings.Order.USER;
    }

    private static StreamflowSimulator simulator(int users, int days, SimulatorSettings.Order order) {
        SimulatorSettings settings = SimulatorSettings.of(users, days, 42);
        return new StreamflowSimulator(
                settings.withStart(settings.start().plusDays(30 - days)).withOrder(order));
    }

    private HeldEvents held(StreamflowSimulator simulator) {
        RunRequest request = RunRequest.of(set(), simulator, AS_OF);
        return HeldEvents.of(simulator, FeaturePipeline.plan(request).reads().names());
    }

    private FeaturePlan plan(HeldEvents source) {
        return FeaturePipeline.plan(RunRequest.of(set(), source, AS_OF));
    }

    private FeatureSet set() {
        return switch (job) {
            case "churn" -> StreamflowChurn.featureSet();
            case "keys" ->
                FeatureSet.builder("keys")
                        .entity("user_id")
                        .time("timestamp")
                        .window("30d")
                        .feature("events", "count(*)")
                        .build();
            default -> throw new IllegalArgumentException("no job " + job);
        };
    }

    private List<List<Object>> matrix(FeatureEngine engine, StreamflowSimulator simulator) {
        HeldEvents source = held(simulator);
        MemoryMatrixSink sink = new MemoryMatrixSink();
        engine.run(request(plan(source), source), sink, RunListener.NONE);
        return new ArrayList<>(sink.rows());
    }

    private static void requireEqual(List<List<Object>> expected, List<List<Object>> actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("the matrix is not that of the reference");
        }
    }

    private long hash(HeldEvents source) {
        MatrixHash sink = new MatrixHash();
        new ArrowFeatureEngine().run(request(plan(source), source), sink, RunListener.NONE);
        return sink.hash();
    }

    private EngineRequest request(FeaturePlan of, HeldEvents source) {
        return EngineRequest.of(of, source, Optional.empty(), BUDGET, threads, ColumnBatch.MAX_ROWS);
    }

    /** Batches to rows; the rows are dropped. */
    @Benchmark
    public EngineReport update() {
        return new ArrowFeatureEngine().run(request(plan, events), new NoMatrix(), phases);
    }

    /** Prints where the time went. */
    @TearDown(Level.Trial)
    public void print() {
        System.out.println(phases.text(events.rows()));
    }
}
