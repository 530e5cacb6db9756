package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.FeatureEngineContract;
import io.millrace.core.port.FeatureEngine;
import java.util.List;

class ArrowFeatureEngineTest implements FeatureEngineContract {
    private final Allocators allocators = new Allocators();
    private final ArrowFeatureEngine engine = new ArrowFeatureEngine(allocators);

    @Override
    public FeatureEngine engine() {
        return engine;
    }

    @Override
    public void verifyReleased() {
        allocators.verifyReleased();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-engine-"))
                .toList();
        assertEquals(List.of(), threads, "threads that are left");
    }
}
