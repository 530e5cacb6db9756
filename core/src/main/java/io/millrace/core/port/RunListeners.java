package io.millrace.core.port;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one. */
record RunListeners(List<RunListener> listeners) implements RunListener {
    RunListeners {
        listeners = List.copyOf(listeners);
    }

    private void each(Consumer<RunListener> fact) {
        listeners.forEach(fact);
    }

    @Override
    public void started(FeaturePlan plan, EventSource events) {
        each(listener -> listener.started(plan, events));
    }

    @Override
    public void phaseStarted(Phase phase) {
        each(listener -> listener.phaseStarted(phase));
    }

    @Override
    public void phaseEnded(Phase phase, Duration took) {
        each(listener -> listener.phaseEnded(phase, took));
    }

    @Override
    public void splitStarted(Split split, int thread) {
        each(listener -> listener.splitStarted(split, thread));
    }

    @Override
    public void batchRead(Split split, int rows, long bytes) {
        each(listener -> listener.batchRead(split, rows, bytes));
    }

    @Override
    public void splitSkipped(Split split) {
        each(listener -> listener.splitSkipped(split));
    }

    @Override
    public void splitEnded(Split split, int thread) {
        each(listener -> listener.splitEnded(split, thread));
    }

    @Override
    public void spilled(long bytes) {
        each(listener -> listener.spilled(bytes));
    }

    @Override
    public void memoryUsed(long bytes, long budget) {
        each(listener -> listener.memoryUsed(bytes, budget));
    }

    @Override
    public void recordsHeld(long records) {
        each(listener -> listener.recordsHeld(records));
    }

    @Override
    public void rowsWritten(long rows) {
        each(listener -> listener.rowsWritten(rows));
    }

    @Override
    public void warned(String what) {
        each(listener -> listener.warned(what));
    }

    @Override
    public void summarized(RunSummary summary) {
        each(listener -> listener.summarized(summary));
    }

    @Override
    public void committed(RunSummary summary) {
        each(listener -> listener.committed(summary));
    }
}
