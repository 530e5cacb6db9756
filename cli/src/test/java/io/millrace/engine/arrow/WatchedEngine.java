package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.port.FeatureEngine;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** An engine, and the allocators of its runs to look at afterwards. */
public final class WatchedEngine {
    private final List<BufferAllocator> made = new ArrayList<>();
    private final FeatureEngine engine = new ArrowFeatureEngine(this::allocator);

    public FeatureEngine engine() {
        return engine;
    }

    private synchronized BufferAllocator allocator(long budget) {
        BufferAllocator allocator = ArrowFeatureEngine.allocator(budget);
        made.add(allocator);
        return allocator;
    }

    /** Fails where a run that has ended still holds memory; no run is under way. */
    public synchronized void verifyReleased() {
        for (BufferAllocator allocator : made) {
            assertEquals(0, allocator.getAllocatedMemory(), "bytes still allocated");
        }
        made.clear();
    }
}
