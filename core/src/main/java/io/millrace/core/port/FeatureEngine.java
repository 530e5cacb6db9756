package io.millrace.core.port;

import io.millrace.core.plan.FeaturePlan;

/**
 * Computes a feature matrix. The rules that every engine keeps are numbered in the engine contract
 * ({@code docs/reference/engine-contract.md}); the most important: the same bytes out for any number of threads, any
 * order of files and rows, any batch size and any budget that suffices.
 */
public interface FeatureEngine {
    /**
     * Opens the sink, writes every row of the matrix to it in key order, and leaves commit and close to the caller.
     *
     * @throws io.millrace.core.run.InputException where the input cannot be read or a value cannot be computed
     * @throws io.millrace.core.run.ResourceException where the memory does not suffice; it names what would
     */
    EngineReport run(EngineRequest request, MatrixSink sink, RunListener listener);

    /** What this engine would hold for the plan, without reading anything. */
    StateEstimate estimate(FeaturePlan plan, int threads);
}
