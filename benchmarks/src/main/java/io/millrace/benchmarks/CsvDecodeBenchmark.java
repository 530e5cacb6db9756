package io.millrace.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.millrace.benchmarks.compare.SimulatedDay;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.csv.CsvFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads a simulated day (24,000 subscribers, 287,000 events, 17 MB) as CSV in one thread: Millrace's reader with all six
 * columns of {@code streamflow-churn} and with one, FastCSV's records of strings, of which one field is parsed, and Arrow
 * Dataset's scan of the six columns, whose types it infers. The sums of the field that all parse are compared first.
 *
 * <p>Run: {@code OMP_NUM_THREADS=1 java --add-opens=java.base/java.nio=ALL-UNNAMED -jar
 * benchmarks/target/millrace/lib/benchmarks.jar CsvDecode}; without the variable Arrow takes all processors.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CsvDecodeBenchmark {
    private static final List<String> COLUMNS =
            List.of("user_id", "event_type", "device_type", "timestamp", "duration_seconds", "revenue");
    private static final Map<String, DataType> TYPES = Map.of(
            "user_id", DataType.INT64,
            "timestamp", DataType.TIMESTAMP,
            "duration_seconds", DataType.INT64,
            "revenue", DataType.FLOAT64);

    private Path file;

    /** Writes the file and proves that all read the same from it. */
    @Setup(Level.Trial)
    public void write() throws Exception {
        file = Files.createTempFile("millrace-benchmark", ".csv");
        StreamflowSimulator day = new StreamflowSimulator(SimulatorSettings.of(24_000, 1, 42));
        SimulatedDay.write(day.splits(day.schema()).get(0), day.schema(), new CsvFormat(), file);
        if (sixColumns() != fastCsv() || oneColumn() != fastCsv() || arrowDataset() != fastCsv()) {
            throw new IllegalStateException("the readers differ");
        }
    }

    /** Deletes the file. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Millrace's reader, typed. */
    @Benchmark
    public long sixColumns() {
        return sum(COLUMNS);
    }

    /** The same, all other columns skipped. */
    @Benchmark
    public long oneColumn() {
        return sum(List.of("user_id"));
    }

    private long sum(List<String> columns) {
        EventSource events = new CsvFormat().open(List.of(file), ReadOptions.of(TYPES));
        long sum = 0;
        for (Split split : events.splits(events.schema().select(columns))) {
            try (BatchReader reader = split.open(ColumnBatch.MAX_ROWS)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        sum += batch.longs(0).get(row);
                    }
                }
            }
        }
        return sum;
    }

    /** FastCSV's records. */
    @Benchmark
    public long fastCsv() throws IOException {
        long sum = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            boolean header = true;
            for (CsvRecord row : reader) {
                sum += header ? 0 : Long.parseLong(row.getField(0));
                header = false;
            }
        }
        return sum;
    }

    /** Arrow Dataset's batches of the six columns. */
    @Benchmark
    public long arrowDataset() throws Exception {
        ScanOptions options = new ScanOptions.Builder(ColumnBatch.MAX_ROWS)
                .columns(Optional.of(COLUMNS.toArray(String[]::new)))
                .build();
        long sum = 0;
        try (BufferAllocator allocator = new RootAllocator();
                FileSystemDatasetFactory factory = new FileSystemDatasetFactory(
                        allocator,
                        NativeMemoryPool.getDefault(),
                        FileFormat.CSV,
                        file.toUri().toString());
                Dataset dataset = factory.finish();
                Scanner scanner = dataset.newScan(options);
                ArrowReader reader = scanner.scanBatches()) {
            while (reader.loadNextBatch()) {
                BigIntVector users = (BigIntVector) reader.getVectorSchemaRoot().getVector(0);
                for (int row = 0; row < users.getValueCount(); row++) {
                    sum += users.get(row);
                }
            }
        }
        return sum;
    }
}
