package io.millrace.core.run;

import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Adds up how long a run takes and what it reads. */
public final class RunMeter implements RunListener {
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

    /** How long its phases took that have ended. */
    public synchronized Map<Phase, Duration> phases() {
        return new EnumMap<>(phases);
    }

    /** Bytes taken from the input. */
    public long bytesRead() {
        return bytes.sum();
    }
}
