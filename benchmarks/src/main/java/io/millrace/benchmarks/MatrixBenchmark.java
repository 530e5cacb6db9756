package io.millrace.benchmarks;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.sql.DuckDbSql;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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

    private SimulatedMonth month;
    private Connection duckDb;
    private String query;

    /** Simulates the month, writes it, and proves both engines' matrices equal. */
    @Setup(Level.Trial)
    public void prepare() throws IOException, SQLException {
        month = SimulatedMonth.of(subscribers);
        FeaturePlan plan = FeaturePipeline.plan(request());
        query = DuckDbSql.of(
                plan,
                DuckDbSql.parquet(month.files().stream().map(Path::toString).toList()),
                Optional.empty());
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
        month.close();
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
        return RunRequest.of(StreamflowChurn.featureSet(), month.events(), AS_OF)
                .withThreads(threads);
    }
}
