package io.millrace.engine.arrow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run's facts as meters. Counters and timers add up over all runs that one listener hears; gauges tell the latest.
 *
 * <p>Counters: {@code millrace.runs.started}, {@code millrace.runs.committed}, {@code millrace.rows.read}, {@code
 * millrace.bytes.read} (bytes), {@code millrace.batches.read}, {@code millrace.splits.read}, {@code millrace.rows.written},
 * {@code millrace.bytes.spilled} (bytes), {@code millrace.runs.spilled}, and when a run is summarized {@code millrace.rows} by {@code
 * fate}. Timers: {@code millrace.phase} by {@code phase}. Gauges: {@code millrace.run.complete} (1 once the output is in its
 * place, 0 before), {@code millrace.run.committed.at} (seconds since 1970; 0 before), {@code millrace.entities} (records held
 * while events are read, then the rows of the matrix), and in bytes {@code millrace.memory.used}, {@code millrace.memory.peak},
 * {@code millrace.memory.budget}.
 */
public final class MicrometerRunListener implements RunListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter runsStarted;
    private final Counter runsCommitted;
    private final Counter rowsRead;
    private final Counter bytesRead;
    private final Counter batchesRead;
    private final Counter splitsRead;
    private final Counter rowsWritten;
    private final Counter bytesSpilled;
    private final Counter runsSpilled;
    private final AtomicLong memoryUsed = new AtomicLong();
    private final AtomicLong memoryPeak = new AtomicLong();
    private final AtomicLong memoryBudget = new AtomicLong();
    private final AtomicLong entities = new AtomicLong();
    private final AtomicLong complete = new AtomicLong();
    private final AtomicLong committedAt = new AtomicLong();
    private final AtomicLong rowsWrittenOfRun = new AtomicLong();

    public MicrometerRunListener(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * @param tags added to every meter
     */
    public MicrometerRunListener(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.runsStarted = counter("millrace.runs.started", "Runs that have begun");
        this.runsCommitted = counter("millrace.runs.committed", "Runs whose output is in its place");
        this.rowsRead = counter("millrace.rows.read", "Rows read from the events");
        this.bytesRead = counter("millrace.bytes.read", "Bytes taken from the input");
        this.batchesRead = counter("millrace.batches.read", "Batches of rows read");
        this.splitsRead = counter("millrace.splits.read", "Parts of the input read to their end");
        this.rowsWritten = counter("millrace.rows.written", "Rows of the matrix handed to the sink");
        this.bytesSpilled = counter("millrace.bytes.spilled", "State written to disk for want of memory");
        this.runsSpilled = counter("millrace.runs.spilled", "How often a thread wrote its state to disk");
        gauge("millrace.memory.used", "bytes", memoryUsed, "State held now");
        gauge("millrace.memory.peak", "bytes", memoryPeak, "The most state held at once in the run");
        gauge("millrace.memory.budget", "bytes", memoryBudget, "The most state that may be held");
        gauge(
                "millrace.entities",
                "entities",
                entities,
                "Records of entities held, and in the end the rows of the matrix");
        gauge("millrace.run.complete", "", complete, "1 once the output of the run is in its place, 0 before");
        gauge("millrace.run.committed.at", "seconds", committedAt, "When that was, in seconds since 1970; 0 before");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String unit, AtomicLong value, String description) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void started(FeaturePlan plan, EventSource events) {
        runsStarted.increment();
        for (AtomicLong gauge : List.of(memoryUsed, memoryPeak, entities, complete, committedAt)) {
            gauge.set(0);
        }
    }

    @Override
    public void phaseStarted(Phase phase) {
        rowsWrittenOfRun.set(0);
    }

    @Override
    public void phaseEnded(Phase phase, Duration took) {
        Timer.builder("millrace.phase")
                .description("Time by phase of a run")
                .tags(tags.and("phase", phase.name().toLowerCase(Locale.ROOT)))
                .register(registry)
                .record(took);
    }

    @Override
    public void batchRead(Split split, int rows, long bytes) {
        batchesRead.increment();
        rowsRead.increment(rows);
        bytesRead.increment((double) bytes);
    }

    @Override
    public void splitEnded(Split split, int thread) {
        splitsRead.increment();
    }

    @Override
    public void memoryUsed(long bytes, long budget) {
        memoryUsed.set(bytes);
        memoryPeak.accumulateAndGet(bytes, Math::max);
        memoryBudget.set(budget);
    }

    @Override
    public void recordsHeld(long records) {
        entities.set(records);
    }

    @Override
    public void spilled(long bytes) {
        bytesSpilled.increment((double) bytes);
        runsSpilled.increment();
    }

    @Override
    public void rowsWritten(long rows) {
        rowsWritten.increment((double) (rows - rowsWrittenOfRun.getAndSet(rows)));
    }

    @Override
    public void summarized(RunSummary summary) {
        entities.set(summary.report().entities());
        memoryPeak.set(summary.report().peakBytes());
        RowCounts rows = summary.report().rows();
        for (Fate fate : Fate.values()) {
            Counter.builder("millrace.rows")
                    .baseUnit("rows")
                    .description("Rows read, by what became of them")
                    .tags(tags.and("fate", fate.name().toLowerCase(Locale.ROOT)))
                    .register(registry)
                    .increment((double) rows.get(fate));
        }
    }

    @Override
    public void committed(RunSummary summary) {
        runsCommitted.increment();
        committedAt.set(Instant.now().getEpochSecond());
        complete.set(1);
    }
}
