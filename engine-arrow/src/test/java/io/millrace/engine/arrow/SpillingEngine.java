package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.FeatureEngineContract;
import io.millrace.core.port.FeatureEngine;
import java.util.List;

/** An engine that spills early, to be held against the contract. */
abstract class SpillingEngine implements FeatureEngineContract {
    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();
    private final ArrowFeatureEngine engine;

    SpillingEngine(EngineSettings settings) {
        this.engine = new ArrowFeatureEngine(allocators, settings);
    }

    @Override
    public FeatureEngine engine() {
        return root.engine(engine);
    }

    @Override
    public void verifyReleased() {
        allocators.verifyReleased();
        root.verifyEmpty();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-engine-"))
                .toList();
        assertEquals(List.of(), threads, "threads that are left");
    }
}
