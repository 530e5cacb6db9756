package io.millrace.core.run;

import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what a summary tells of a run's course. */
final class RunMeter implements RunListener {
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

    synchronized Map<Phase, Duration> phases() {
        return new EnumMap<>(phases);
    }

    long bytesRead() {
        return bytes.sum();
    }
}
