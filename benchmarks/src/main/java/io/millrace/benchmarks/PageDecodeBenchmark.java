package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * Decodes the six columns of {@code streamflow-churn} of a simulated month (24,000 subscribers, 8.6 M events) in one thread,
 * with each reader, from files as Millrace writes them and as DuckDB writes them. The hashes of all values, in order, are
 * compared first.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar PageDecode}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow"
        })
public class PageDecodeBenchmark {
    private static final int SUBSCRIBERS = 24_000;
    private static final List<String> COLUMNS =
            List.of("user_id", "event_type", "device_type", "timestamp", "duration_seconds", "revenue");

    /** Who wrote the files, and how they are compressed. */
    @Param({"millrace snappy", "duckdb uncompressed", "duckdb snappy", "duckdb zstd"})
    private String files;

    /** A column alone, or {@code all}. */
    @Param({"all"})
    private String column;

    private SimulatedMonth month;
    private List<Path> paths;

    /** Writes the files and proves that both readers read the same from them. */
    @Setup(Level.Trial)
    public void write() throws IOException, SQLException {
        month = SimulatedMonth.of(SUBSCRIBERS);
        paths = files.startsWith("duckdb") ? copies(files.split(" ")[1]) : month.files();
        long page = hash(Reader.PAGE);
        long arrow = hash(Reader.ARROW);
        if (page != arrow) {
            throw new IllegalStateException("the readers differ: " + page + " and " + arrow);
        }
    }

    private List<Path> copies(String codec) throws IOException, SQLException {
        Path folder = Files.createDirectory(month.folder().resolve("copies"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Path file : month.files()) {
                statement.execute("copy (from '" + file + "') to '" + folder.resolve(file.getFileName())
                        + "' (format parquet, codec '" + codec + "')");
            }
        }
        return month.files().stream()
                .map(file -> folder.resolve(file.getFileName()))
                .toList();
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        month.close();
    }

    /** Millrace's own reader. */
    @Benchmark
    public long page() {
        return rows(Reader.PAGE);
    }

    /** Arrow Dataset, whose own threads do a part of the work. */
    @Benchmark
    public long arrow() {
        return rows(Reader.ARROW);
    }

    private List<Split> splits(Reader reader) {
        EventSource source = new ParquetFormat().open(paths, new ReadOptions(Map.of(), reader, true));
        Schema reads = source.schema().select(column.equals("all") ? COLUMNS : List.of(column));
        return source.splits(reads);
    }

    private long rows(Reader reader) {
        long rows = 0;
        for (Split split : splits(reader)) {
            try (BatchReader batches = split.open(ColumnBatch.MAX_ROWS)) {
                for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
                    rows += batch.rowCount();
                }
            }
        }
        return rows;
    }

    private long hash(Reader reader) {
        long[] hashes = new long[COLUMNS.size()];
        for (Split split : splits(reader)) {
            try (BatchReader batches = split.open(ColumnBatch.MAX_ROWS)) {
                for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
                    for (int i = 0; i < batch.schema().size(); i++) {
                        hashes[i] = hash(hashes[i], batch, i);
                    }
                }
            }
        }
        return Arrays.hashCode(hashes);
    }

    private static long hash(long before, ColumnBatch batch, int ordinal) {
        ColumnVector vector = batch.column(ordinal);
        DataType type = batch.schema().field(ordinal).type();
        long hash = before;
        for (int row = 0; row < batch.rowCount(); row++) {
            hash = hash * 31 + (vector.isNull(row) ? 7 : value(vector, type, row));
        }
        return hash;
    }

    private static long value(ColumnVector vector, DataType type, int row) {
        if (type == DataType.TEXT) {
            return ((TextVector) vector).text(row).hashCode();
        }
        return type == DataType.FLOAT64
                ? Double.doubleToLongBits(((DoubleVector) vector).get(row))
                : ((LongVector) vector).get(row);
    }
}
