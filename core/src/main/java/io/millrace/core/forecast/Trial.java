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
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The course of a run over a sample, whose matrix nobody keeps.
 *
 * @param bytes taken from the input
 * @param reading how long that took
 * @param finishing how long the rest took: roster, merge, computing the matrix
 */
record Trial(EngineReport report, long bytes, Duration reading, Duration finishing) {
    static Trial of(FeatureEngine engine, EngineRequest request) {
        Clock clock = new Clock();
        try (Profiled sink = new Profiled(request.plan())) {
            EngineReport report = engine.run(request, sink, clock);
            Duration profiled = sink.profile();
            return new Trial(
                    report,
                    clock.bytes.sum(),
                    clock.took(Phase.READ),
                    clock.rest().plus(profiled));
        }
    }

    long rows() {
        return report.rows().read();
    }

    long entities() {
        return report.entities();
    }

    private static final class Clock implements RunListener {
        private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        private final LongAdder bytes = new LongAdder();

        @Override
        public synchronized void phaseEnded(Phase phase, Duration took) {
            phases.merge(phase, took, Duration::plus);
        }

        @Override
        public void batchRead(Split split, int rows, long bytesRead) {
            bytes.add(bytesRead);
        }

        synchronized Duration took(Phase phase) {
            return phases.getOrDefault(phase, Duration.ZERO);
        }

        synchronized Duration rest() {
            return phases.values().stream()
                    .reduce(Duration.ZERO, Duration::plus)
                    .minus(took(Phase.READ));
        }
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
