package io.millrace.core.contract;

import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the facts of a run. */
public final class RecordingListener implements RunListener {
    private final List<String> phases = new ArrayList<>();
    private final Map<Split, List<String>> splits = new IdentityHashMap<>();
    private final Map<Split, Long> rows = new IdentityHashMap<>();
    private long rowsWritten;
    private long peakBytes;
    private long budget;

    /** {@code +READ} where a phase started, {@code -READ} where it ended, in order. */
    public synchronized List<String> phases() {
        return List.copyOf(phases);
    }

    /** Per split {@code +} and the thread's number where it started, {@code -} and the number where it ended. */
    public synchronized List<List<String>> splits() {
        return splits.values().stream().map(List::copyOf).toList();
    }

    /** Rows read between start and end of their split. */
    public synchronized long rowsRead() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    public synchronized long rowsWritten() {
        return rowsWritten;
    }

    /** The most memory that was told. */
    public synchronized long peakBytes() {
        return peakBytes;
    }

    /** The budget as it was told last; 0 where no memory was told. */
    public synchronized long budget() {
        return budget;
    }

    @Override
    public synchronized void phaseStarted(Phase phase) {
        phases.add("+" + phase);
    }

    @Override
    public synchronized void phaseEnded(Phase phase, Duration took) {
        phases.add("-" + phase);
    }

    @Override
    public synchronized void splitStarted(Split split, int thread) {
        splits.computeIfAbsent(split, started -> new ArrayList<>()).add("+" + thread);
    }

    @Override
    public synchronized void batchRead(Split split, int batchRows, long bytes) {
        if (!splits.containsKey(split) || splits.get(split).size() != 1) {
            throw new IllegalStateException("rows of a split that is not being read: " + split.file());
        }
        rows.merge(split, (long) batchRows, Long::sum);
    }

    @Override
    public synchronized void splitEnded(Split split, int thread) {
        splits.computeIfAbsent(split, started -> new ArrayList<>()).add("-" + thread);
    }

    @Override
    public synchronized void memoryUsed(long bytes, long of) {
        peakBytes = Math.max(peakBytes, bytes);
        budget = of;
    }

    @Override
    public synchronized void rowsWritten(long soFar) {
        if (soFar < rowsWritten) {
            throw new IllegalStateException("rows written went from " + rowsWritten + " to " + soFar);
        }
        rowsWritten = soFar;
    }
}
