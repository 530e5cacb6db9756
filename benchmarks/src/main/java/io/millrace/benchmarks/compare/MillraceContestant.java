package io.millrace.benchmarks.compare;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import io.millrace.parquet.ParquetFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Millrace in this process, with profile and checks as every run has them.
 *
 * @param reader the only one that is used
 * @param output the Parquet file to write; empty for a matrix in memory
 */
record MillraceContestant(String name, Job job, ReadOptions.Reader reader, Optional<Path> output)
        implements Contestant {
    @Override
    public String version() {
        return Optional.ofNullable(FeaturePipeline.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    @Override
    public Outcome run() {
        FeaturePipeline pipeline = new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE);
        EventSource events = job.events(reader);
        if (output.isPresent()) {
            pipeline.run(job.request(events), new ParquetFormat().create(output.get()));
            return Outcome.of(new MatrixFile(output.get()));
        }
        StoredMatrixSink sink = new StoredMatrixSink();
        pipeline.run(job.request(events), sink);
        return Outcome.of(sink.matrix());
    }

    @Override
    public void close() {
        // A run frees what it took.
    }
}
