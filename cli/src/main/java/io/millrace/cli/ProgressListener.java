package io.millrace.cli;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Shows how far a run is, and ends it where the user wants that. */
final class ProgressListener implements RunListener, AutoCloseable {
    private static final Progress.Amount UNKNOWN = new Progress.Amount(-1, -1);

    private final Interruption interruption;
    private final boolean quiet;
    private final Ticker ticker;
    private final long start = System.nanoTime();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder spilled = new LongAdder();
    private volatile long phaseStart = start;
    private volatile Phase phase = Phase.READ;
    private volatile Progress.Amount expected = UNKNOWN;
    private volatile long records = -1;
    private volatile long memory = -1;
    private volatile long budget = -1;
    private volatile long written;

    ProgressListener(Console console, Interruption interruption, ProgressMode mode) {
        this(console, interruption, mode, false);
    }

    /**
     * @param quiet whether to say nothing of what may be a mistake
     */
    ProgressListener(Console console, Interruption interruption, ProgressMode mode, boolean quiet) {
        this.interruption = interruption;
        this.quiet = quiet;
        this.ticker = new Ticker(console, mode, this::progress);
    }

    /** What all is to be read, for the time left. */
    void expect(EventSource events) {
        long known = 0;
        long size = 0;
        boolean allKnown = true;
        for (InputFile file : events.files()) {
            size += file.bytes();
            known += file.rows().orElse(0);
            allKnown &= file.rows().isPresent();
        }
        expected = new Progress.Amount(allKnown ? known : -1, size);
    }

    /** Says a line that stays. */
    void say(String line) {
        ticker.say(line);
    }

    @Override
    public void started(FeaturePlan plan, EventSource events) {
        expect(events);
        interruption.check();
    }

    @Override
    public void warned(String what) {
        if (!quiet) {
            ticker.warn(what);
        }
    }

    @Override
    public void phaseStarted(Phase started) {
        phase = started;
        phaseStart = System.nanoTime();
        interruption.check();
    }

    @Override
    public void splitStarted(Split split, int thread) {
        interruption.check();
    }

    @Override
    public void batchRead(Split split, int batchRows, long batchBytes) {
        rows.add(batchRows);
        bytes.add(batchBytes);
        interruption.check();
    }

    @Override
    public void splitSkipped(Split split) {
        rows.add(split.rows());
    }

    @Override
    public void memoryUsed(long used, long limit) {
        memory = used;
        budget = limit;
    }

    @Override
    public void recordsHeld(long held) {
        records = held;
    }

    @Override
    public void spilled(long spilledBytes) {
        spilled.add(spilledBytes);
    }

    @Override
    public void rowsWritten(long count) {
        written = count;
        interruption.check();
    }

    private Progress progress() {
        long now = System.nanoTime();
        return new Progress(
                phase.name().toLowerCase(Locale.ROOT),
                Duration.ofNanos(now - start),
                Duration.ofNanos(now - phaseStart),
                expected,
                new Progress.Amount(rows.sum(), bytes.sum()),
                records,
                memory,
                budget,
                spilled.sum(),
                written);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
