package io.millrace.core.contract;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run over events that never end, which interrupts its own calling thread after some of them were read. */
final class Interrupted extends Thread {
    final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    volatile boolean stillInterrupted;
    private volatile boolean stopped;
    private final EngineSubject subject;
    private final int engineThreads;

    Interrupted(EngineSubject subject, int engineThreads) {
        super("interrupted run");
        this.subject = subject;
        this.engineThreads = engineThreads;
    }

    /** Ends the events, for an engine that does not heed the interrupt. */
    void stopReading() {
        stopped = true;
    }

    @Override
    public void run() {
        MemoryEventSource source = StandardLog.source(StandardLog.randomEvents(4000, 10, false, 58))
                .inSplits(500)
                .endlessUntil(() -> stopped)
                .withHook((split, before) -> {
                    if (before == split.rows()) {
                        interrupt();
                    }
                });
        try {
            EngineUnderTest.of(subject.engine())
                    .withThreads(engineThreads)
                    .withBatchRows(50)
                    .run(StandardLog.broadPlan(StandardLog.plan()).build(), source, new MemoryMatrixSink());
        } catch (Throwable failure) {
            thrown.set(failure);
        }
        stillInterrupted = Thread.interrupted();
    }
}
