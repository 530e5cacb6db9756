package io.millrace.benchmarks;

import io.millrace.benchmarks.compare.SimulatedDay;
import io.millrace.core.port.EventSource;
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
import java.util.stream.Stream;

/** A simulated month in 30 Parquet files of a folder of its own, which closing deletes. */
record SimulatedMonth(Path folder, List<Path> files, EventSource events) implements AutoCloseable {
    /** 358 events per subscriber. */
    static SimulatedMonth of(int subscribers) throws IOException {
        Path folder = Files.createTempDirectory("millrace-benchmark");
        StreamflowSimulator month = new StreamflowSimulator(SimulatorSettings.of(subscribers, 30, 42));
        List<Path> files = new ArrayList<>();
        for (Split day : month.splits(month.schema())) {
            Path file = folder.resolve(day.file() + ".parquet");
            SimulatedDay.write(day, month.schema(), new ParquetFormat(), file);
            files.add(file);
        }
        return new SimulatedMonth(folder, files, new ParquetFormat().open(files, ReadOptions.DEFAULT));
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
