package io.millrace.benchmarks;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * What parts of the language cost: an aggregation of a user's own against the same one built in, and four as-of times in
 * one pass against four runs. Both pairs are compared cell by cell before anything is timed.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar LanguageBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow"
        })
public class LanguageBenchmark {
    private static final List<Instant> TIMES = Stream.of("2024-10-10", "2024-10-17", "2024-10-24", "2024-10-31")
            .map(day -> Instant.parse(day + "T00:00:00Z"))
            .toList();

    /** 358 events per subscriber and month. */
    @Param("2400")
    public int subscribers;

    @Param("2")
    public int threads;

    private SimulatedMonth month;

    /** Simulates a month, writes it, and proves the pairs equal. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        month = SimulatedMonth.of(subscribers);
        requireEqual(builtIn(), own());
        requireEqual(fourRuns(), onePass());
    }

    private static void requireEqual(List<List<Object>> first, List<List<Object>> second) {
        Comparator<List<Object>> order = Comparator.comparing(Object::toString);
        if (!first.stream()
                .sorted(order)
                .toList()
                .equals(second.stream().sorted(order).toList())) {
            throw new IllegalStateException("the two give different matrices");
        }
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void clean() throws IOException {
        month.close();
    }

    /** {@code max(x) - min(x)}. */
    @Benchmark
    public List<List<Object>> builtIn() {
        return run(request(spread("max(duration_seconds) - min(duration_seconds)")));
    }

    /** The same by an aggregation of one's own. */
    @Benchmark
    public List<List<Object>> own() {
        return run(request(spread("own_spread(duration_seconds)"))
                .withExtensions(new Extensions(List.of(new OwnSpread()), List.of(), List.of(), List.of())));
    }

    /** The churn features as of four times. */
    @Benchmark
    public List<List<Object>> onePass() {
        return run(request(StreamflowChurn.featureSet()).withAsOf(TIMES));
    }

    /** The same one after the other. */
    @Benchmark
    public List<List<Object>> fourRuns() {
        List<List<Object>> rows = new ArrayList<>();
        for (Instant time : TIMES) {
            rows.addAll(run(request(StreamflowChurn.featureSet())
                    .withAsOf(List.of(time))
                    .withAsOfColumn()));
        }
        return rows;
    }

    private static FeatureSet spread(String expression) {
        return FeatureSet.builder("spread")
                .entity("user_id")
                .time("timestamp")
                .window("30d")
                .feature("spread", expression)
                .build();
    }

    private RunRequest request(FeatureSet set) {
        return RunRequest.of(set, month.events(), TIMES.get(TIMES.size() - 1)).withThreads(threads);
    }

    private static List<List<Object>> run(RunRequest request) {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE).run(request, sink);
        return sink.rows();
    }
}
