package io.millrace.benchmarks.compare;

import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import io.millrace.parquet.ParquetFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What all contestants do: the streamflow-churn matrix of these events, a row per user with events.
 *
 * @param files of events, Parquet
 * @param memory what Millrace may take for its state
 */
record Job(List<Path> files, Instant asOf, int threads, MemoryBudget memory) {
    Job {
        files = List.copyOf(files);
    }

    RunRequest request(EventSource events) {
        return RunRequest.of(StreamflowChurn.featureSet(), events, asOf)
                .withThreads(threads)
                .withMemory(memory);
    }

    FeaturePlan plan() {
        return FeaturePipeline.plan(request(new ParquetFormat().open(files, ReadOptions.DEFAULT)));
    }
}
