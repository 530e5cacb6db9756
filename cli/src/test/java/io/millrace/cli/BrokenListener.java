package io.millrace.cli;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;

/** A listener that fails as nobody foresaw; found only where a test names it as a service. */
public final class BrokenListener implements RunListener {
    @Override
    public void started(FeaturePlan plan, EventSource events) {
        throw new IllegalStateException("broken on purpose");
    }
}
