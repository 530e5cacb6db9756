package io.millrace.core.contract;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.StateEstimate;

/**
 * The executable meaning of a plan: plain loops over maps and boxed values, with nothing clever in it. It keeps every
 * used row in memory, runs in the caller's thread, and ignores the budget; otherwise it keeps the engine contract.
 */
public final class ReferenceEngine implements FeatureEngine {
    @Override
    public EngineReport run(EngineRequest request, MatrixSink sink, RunListener listener) {
        return new ReferenceRun(request, listener).run(sink);
    }

    /** Nothing: the reference counts no memory. */
    @Override
    public StateEstimate estimate(FeaturePlan plan, int threads) {
        return new StateEstimate(0, 0, 0, 1);
    }
}
