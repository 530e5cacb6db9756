package io.millrace.core.port;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Hears the facts of a run. Calls may come from several threads at once; an exception ends the run. Every method does
 * nothing unless overridden.
 */
public interface RunListener {
    /** A listener that ignores everything. */
    RunListener NONE = new RunListener() {};

    default void started(FeaturePlan plan, EventSource events) {}

    default void phaseStarted(Phase phase) {}

    default void phaseEnded(Phase phase, Duration took) {}

    default void splitStarted(Split split, int thread) {}

    /**
     * @param rows rows of one batch
     * @param bytes bytes taken from the input since the split's last batch
     */
    default void batchRead(Split split, int rows, long bytes) {}

    /**
     * All rows of a split were counted without reading them, because its range lies outside every window. Comes between the
     * split's start and its end.
     */
    default void splitSkipped(Split split) {}

    default void splitEnded(Split split, int thread) {}

    /** State held now, in bytes, against the budget. */
    default void memoryUsed(long bytes, long budget) {}

    /**
     * So many records are held now by all threads, one for each entity that a thread has met since its state was last written to
     * disk: no more entities are held.
     */
    default void recordsHeld(long records) {}

    /** State was written to disk because the memory did not hold it. */
    default void spilled(long bytes) {}

    /** Rows handed to the sink so far. */
    default void rowsWritten(long rows) {}

    /** Something about the input that may be a mistake, in words and with what to do; the run goes on. */
    default void warned(String what) {}

    /** Everything is computed and written, and the output is about to be committed. */
    default void summarized(RunSummary summary) {}

    /** The output is in its place, for good. */
    default void committed(RunSummary summary) {}

    /** Those that the context class loader's services name. */
    static List<RunListener> load() {
        return ServiceLoader.load(RunListener.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** All listeners, one after the other. */
    static RunListener all(List<RunListener> listeners) {
        return new RunListeners(listeners);
    }
}
