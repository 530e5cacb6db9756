package io.millrace.core.forecast;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.Phase;
import io.millrace.core.run.RunMeter;
import java.time.Duration;

/**
 * The course of a run over a sample, whose matrix nobody keeps.
 *
 * @param bytes taken from the input
 * @param reading how long that took
 * @param finishing how long the rest took: roster, merge, computing the matrix
 */
record Trial(EngineReport report, long bytes, Duration reading, Duration finishing) {
    static Trial of(FeatureEngine engine, EngineRequest request) {
        RunMeter meter = new RunMeter();
        try (Profiled sink = new Profiled(request.plan())) {
            EngineReport report = engine.run(request, sink, meter);
            Duration profiled = sink.profile();
            Duration reading = meter.phases().getOrDefault(Phase.READ, Duration.ZERO);
            Duration all = meter.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
            return new Trial(
                    report, meter.bytesRead(), reading, all.minus(reading).plus(profiled));
        }
    }

    long rows() {
        return report.rows().read();
    }

    long entities() {
        return report.entities();
    }

    /** Profiles the rows, which takes about as long as to write them. */
    private static final class Profiled implements MatrixSink {
        private final MatrixProfiler profiler;

        Profiled(FeaturePlan plan) {
            this.profiler = MatrixProfiler.ofMatrix(plan.matrix(), plan.leadingColumns());
        }

        @Override
        public void open(Schema schema) {
            // Nothing is written.
        }

        @Override
        public void write(ColumnBatch batch) {
            profiler.add(batch);
        }

        Duration profile() {
            long start = System.nanoTime();
            profiler.profile();
            return Duration.ofNanos(System.nanoTime() - start);
        }

        @Override
        public void commit() {
            // There is nothing to keep.
        }

        @Override
        public void close() {
            // It holds memory only.
        }
    }
}
