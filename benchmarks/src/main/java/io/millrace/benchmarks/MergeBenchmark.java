package io.millrace.benchmarks;

import io.millrace.benchmarks.KeyedEvents.Keys;
import io.millrace.core.port.EngineReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * The merge of threads' partial states: every thread reads one event of every user, in an order of its own, so that each
 * record of the matrix is merged from one of every thread, and put in order in its partition.
 *
 * <p>Before anything is timed, all counts and sums are compared with those of a {@code java.util.HashMap}. A thread waits
 * with its split until each of the others has one, or the run fails: no thread can read two of them. At the end the mean
 * time of each phase is printed, and per row; {@code MERGE} is what this is about.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar MergeBenchmark}; one case with {@code -p
 * users=2000000 -p keys=INT64 -p threads=3}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx3g",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow"
        })
public class MergeBenchmark {
    private static final int PATIENCE_SECONDS = 60;

    @Param({"24000", "1000000"})
    public int users;

    @Param({"INT64", "TEXT"})
    public String keys;

    @Param("2")
    public int threads;

    private final Phases phases = new Phases();
    private KeyedRun run;

    /** Makes the events, and proves that no thread's state gets lost. */
    @Setup(Level.Trial)
    public void prepare() {
        CyclicBarrier all = new CyclicBarrier(threads);
        List<int[]> splits = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            splits.add(shuffled(new Random(thread)));
        }
        run = new KeyedRun(Keys.valueOf(keys), splits, threads, () -> await(all));
        run.requireExpected();
    }

    private int[] shuffled(Random random) {
        int[] rows = new int[users];
        for (int row = 0; row < users; row++) {
            int other = random.nextInt(row + 1);
            rows[row] = rows[other];
            rows[other] = row;
        }
        return rows;
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("some thread got no split", e);
        }
    }

    /** Batches to rows; the rows are dropped. */
    @Benchmark
    public EngineReport merge() {
        return run.run(new NoMatrix(), phases);
    }

    /** Prints where the time went. */
    @TearDown(Level.Trial)
    public void print() {
        System.out.println(phases.text(run.rows()));
    }
}
