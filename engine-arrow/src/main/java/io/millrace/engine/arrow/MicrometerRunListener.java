package io.millrace.engine.arrow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.RunSummary;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run's facts as meters. Counters and timers add up over all runs that one listener hears; gauges tell the latest.
 *
 * <p>Counters: {@code millrace.rows.read}, {@code millrace.bytes.read} (bytes), {@code millrace.batches.read},
 * {@code millrace.splits.read}, {@code millrace.rows.written}, and when a run is summarized {@code millrace.rows} by
 * {@code fate}. Timers: {@code millrace.phase} by {@code phase}. Gauges (bytes): {@code millrace.memory.used},
 * {@code millrace.memory.budget}.
 */
public final class MicrometerRunListener implements RunListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter rowsRead;
    private final Counter bytesRead;
    private final Counter batchesRead;
    private final Counter splitsRead;
    private final Counter rowsWritten;
    private final Counter bytesSpilled;
    private final Counter runsSpilled;
    private final AtomicLong memoryUsed = new AtomicLong();
    private final AtomicLong memoryBudget = new AtomicLong();
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
        this.rowsRead = counter("millrace.rows.read", "rows", "Rows read from the events");
        this.bytesRead = counter("millrace.bytes.read", "bytes", "Bytes taken from the input");
        this.batchesRead = counter("millrace.batches.read", "batches", "Batches of rows read");
        this.splitsRead = counter("millrace.splits.read", "splits", "Parts of the input read to their end");
        this.rowsWritten = counter("millrace.rows.written", "rows", "Rows of the matrix handed to the sink");
        this.bytesSpilled = counter("millrace.bytes.spilled", "bytes", "State written to disk for want of memory");
        this.runsSpilled = counter("millrace.runs.spilled", "runs", "How often a thread wrote its state to disk");
        gauge("millrace.memory.used", memoryUsed, "State held now");
        gauge("millrace.memory.budget", memoryBudget, "The most state that may be held");
    }

    private Counter counter(String name, String unit, String description) {
        return Counter.builder(name)
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, AtomicLong value, String description) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .baseUnit("bytes")
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
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
        memoryBudget.set(budget);
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
}
