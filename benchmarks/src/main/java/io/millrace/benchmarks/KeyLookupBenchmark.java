package io.millrace.benchmarks;

import io.millrace.benchmarks.KeyedEvents.Keys;
import io.millrace.core.port.EngineReport;
import java.util.List;
import java.util.Random;
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
 * Lookups of keys: four million events, of which one thread counts and sums up those of each user, so that a run is the
 * lookup of a record per row and little else. Keys are integers, or text that stands in a dictionary once or once a row;
 * rows are in runs of one user, or of users at random.
 *
 * <p>Before anything is timed, all counts and sums are compared with those of a {@code java.util.HashMap}. At the end the
 * mean time of each phase is printed; lookups are in {@code READ}, the order of keys in {@code MERGE}.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar KeyLookupBenchmark}; one case with {@code -p
 * users=1000000 -p keys=INT64 -p order=RANDOM}.
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
public class KeyLookupBenchmark {
    private static final int ROWS = 4_000_000;

    /** How rows follow each other. */
    public enum Order {
        USER,
        RANDOM
    }

    @Param({"24000", "1000000"})
    public int users;

    @Param({"INT64", "TEXT", "LOOSE_TEXT"})
    public String keys;

    @Param
    public Order order;

    private final Phases phases = new Phases();
    private KeyedRun run;

    /** Makes the events, and proves that every one of them is counted for its user. */
    @Setup(Level.Trial)
    public void prepare() {
        run = new KeyedRun(Keys.valueOf(keys), List.of(rows()), 1, () -> {});
        run.requireExpected();
    }

    private int[] rows() {
        Random random = new Random(42);
        int[] rows = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            rows[row] = order == Order.USER ? (int) ((long) row * users / ROWS) : random.nextInt(users);
        }
        return rows;
    }

    /** Batches to rows; the rows are dropped. */
    @Benchmark
    public EngineReport lookUp() {
        return run.run(new NoMatrix(), phases);
    }

    /** Prints where the time went. */
    @TearDown(Level.Trial)
    public void print() {
        System.out.println(phases.text(run.rows()));
    }
}
