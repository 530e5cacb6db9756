package io.millrace.core.contract;

import io.millrace.core.port.FeatureEngine;

class ReferenceEngineTest implements FeatureEngineContract {
    @Override
    public FeatureEngine engine() {
        return new ReferenceEngine();
    }

    @Override
    public boolean countsMemory() {
        return false;
    }

    @Override
    public boolean usesThreads() {
        return false;
    }
}
