package io.millrace.benchmarks.compare;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import io.millrace.csv.CsvFormat;
import io.millrace.parquet.ParquetFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What all contestants do: the streamflow-churn matrix of these events, a row per user with events.
 *
 * @param files of events, all of one format
 * @param memory what Millrace may take for its state
 */
record Job(List<Path> files, Instant asOf, int threads, MemoryBudget memory) {
    private static final Map<String, DataType> CSV_TYPES = Map.of(
            "user_id", DataType.INT64,
            "timestamp", DataType.TIMESTAMP,
            "duration_seconds", DataType.INT64,
            "revenue", DataType.FLOAT64);

    Job {
        files = List.copyOf(files);
    }

    RunRequest request(EventSource events) {
        return RunRequest.of(StreamflowChurn.featureSet(), events, asOf)
                .withThreads(threads)
                .withMemory(memory);
    }

    FeaturePlan plan() {
        return FeaturePipeline.plan(request(events(ReadOptions.Reader.AUTO)));
    }

    /** Whether the files are CSV, compressed or not. */
    boolean isCsv() {
        return !files.get(0).toString().endsWith(".parquet");
    }

    /** The files, described. */
    EventSource events(ReadOptions.Reader reader) {
        return isCsv()
                ? new CsvFormat().open(files, ReadOptions.of(CSV_TYPES))
                : new ParquetFormat().open(files, new ReadOptions(Map.of(), reader, true));
    }
}
