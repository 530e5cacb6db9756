package io.millrace.benchmarks;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.DuckDbSql;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import io.millrace.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The main job: the streamflow-churn matrix from a simulated month in 30 Parquet files, by Millrace and, with the query
 * that Millrace prints for it, by DuckDB in the same process with the same number of threads. Both matrices are compared
 * cell by cell before anything is timed.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar MatrixBenchmark}; the case study's size with
 * {@code -p subscribers=24000}.
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
public class MatrixBenchmark {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");

    /** 358 events per subscriber and month. */
    @Param("2400")
    public int subscribers;

    /** As many as the case study's machine for measurements. */
    @Param("2")
    public int threads;

    private Path folder;
    private EventSource events;
    private Connection duckDb;
    private String query;

    /** Simulates the month, writes it, and proves both engines' matrices equal. */
    @Setup(Level.Trial)
    public void prepare() throws IOException, SQLException {
        folder = Files.createTempDirectory("millrace-benchmark");
        StreamflowSimulator month = new StreamflowSimulator(SimulatorSettings.of(subscribers, 30, 42));
        List<Path> files = new ArrayList<>();
        for (Split day : month.splits(month.schema())) {
            files.add(write(day, month, folder.resolve(day.file() + ".parquet")));
        }
        events = new ParquetFormat().open(files, Map.of());
        FeaturePlan plan = FeaturePipeline.plan(request());
        query = DuckDbSql.of(
                plan, DuckDbSql.parquet(files.stream().map(Path::toString).toList()), Optional.empty());
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("set threads = " + threads);
        }
        MatrixGate.requireEqual(millraceMatrix().rows(), duckDbMatrix());
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void clean() throws IOException, SQLException {
        duckDb.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Millrace, with profile and checks. */
    @Benchmark
    public RunSummary millrace() {
        return new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE).run(request(), new MemoryMatrixSink());
    }

    /** DuckDB, the matrix alone. */
    @Benchmark
    public List<List<Object>> duckDb() throws SQLException {
        return duckDbMatrix();
    }

    private MemoryMatrixSink millraceMatrix() {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE).run(request(), sink);
        return sink;
    }

    private List<List<Object>> duckDbMatrix() throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return MatrixGate.rows(result);
        }
    }

    private RunRequest request() {
        return RunRequest.of(StreamflowChurn.featureSet(), events, AS_OF).withThreads(threads);
    }

    private static Path write(Split day, StreamflowSimulator month, Path file) {
        try (MatrixSink sink = new ParquetFormat().create(file);
                BatchReader reader = day.open(ColumnBatch.MAX_ROWS)) {
            sink.open(month.schema());
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                sink.write(batch);
            }
            sink.commit();
        }
        return file;
    }
}
