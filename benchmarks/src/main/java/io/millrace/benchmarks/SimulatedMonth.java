package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A simulated month in 30 Parquet files of a folder of its own, which closing deletes. */
record SimulatedMonth(Path folder, List<Path> files, EventSource events) implements AutoCloseable {
    /** 358 events per subscriber. */
    static SimulatedMonth of(int subscribers) throws IOException {
        Path folder = Files.createTempDirectory("millrace-benchmark");
        StreamflowSimulator month = new StreamflowSimulator(SimulatorSettings.of(subscribers, 30, 42));
        List<Path> files = new ArrayList<>();
        for (Split day : month.splits(month.schema())) {
            files.add(write(day, month, folder.resolve(day.file() + ".parquet")));
        }
        return new SimulatedMonth(folder, files, new ParquetFormat().open(files, ReadOptions.of(Map.of())));
    }

    private static Path write(Split day, StreamflowSimulator month, Path file) {
        try (BatchReader reader = day.open(ColumnBatch.MAX_ROWS);
                MatrixSink sink = new ParquetFormat().create(file)) {
            sink.open(month.schema());
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                sink.write(batch);
            }
            sink.commit();
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
