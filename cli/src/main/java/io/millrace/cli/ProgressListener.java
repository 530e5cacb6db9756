package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Shows how far a run is (bytes, rows, memory against the budget, time to go), and ends it where the user wants that. */
final class ProgressListener implements RunListener, AutoCloseable {
    private final boolean quiet;
    private final Interruption interruption;
    private final Ticker ticker;
    private final long start = System.nanoTime();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong memory = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private volatile Phase phase = Phase.READ;
    private volatile long budget;
    private volatile long totalBytes;
    private volatile long totalRows;

    ProgressListener(Console console, Interruption interruption, boolean quiet) {
        this.quiet = quiet;
        this.interruption = interruption;
        this.ticker = new Ticker(console, quiet, this::line);
    }

    /** What all is to be read, for the time to go. */
    void expect(EventSource events) {
        totalBytes = events.files().stream().mapToLong(InputFile::bytes).sum();
        boolean known = events.files().stream().allMatch(file -> file.rows().isPresent());
        totalRows = known
                ? events.files().stream()
                        .mapToLong(file -> file.rows().getAsLong())
                        .sum()
                : 0;
    }

    @Override
    public void started(FeaturePlan plan, EventSource events) {
        expect(events);
        interruption.check();
    }

    @Override
    public void warned(String what) {
        if (!quiet) {
            ticker.say("millrace: warning: " + what);
        }
    }

    @Override
    public void phaseStarted(Phase started) {
        phase = started;
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
        memory.set(used);
        budget = limit;
    }

    @Override
    public void rowsWritten(long count) {
        written.set(count);
        interruption.check();
    }

    private String line() {
        return switch (phase) {
            case ROSTER -> "reading the roster";
            case READ -> reading();
            case MERGE -> "merging" + memoryText();
            case WRITE -> "writing: " + Amounts.count(written.get(), "row") + memoryText();
        };
    }

    private String reading() {
        double seconds = (System.nanoTime() - start) / 1e9;
        double done = done();
        String share = done > 0 ? String.format(Locale.ROOT, "%.0f %%, ", done * 100) : "";
        String left = done > 0.01 && done < 1
                ? Amounts.duration(Duration.ofMillis((long) (seconds * 1000 * (1 - done) / done))) + " to go, "
                : "";
        return "reading: " + share + left + Amounts.quantity(rows.sum() / seconds) + " rows/s, "
                + Amounts.count(rows.sum(), "row") + ", " + Amounts.bytes(bytes.sum()) + memoryText();
    }

    /** Rows tell best, as not all bytes of a file need to be read. */
    private double done() {
        if (totalRows > 0) {
            return Math.min(1, (double) rows.sum() / totalRows);
        }
        return totalBytes > 0 ? Math.min(1, (double) bytes.sum() / totalBytes) : 0;
    }

    private String memoryText() {
        return budget == 0 ? "" : ", state " + Amounts.bytes(memory.get()) + " of " + Amounts.bytes(budget);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
