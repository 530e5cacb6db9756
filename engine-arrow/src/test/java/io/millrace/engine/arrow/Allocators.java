package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.arrow.memory.BufferAllocator;

/** The allocators of an engine's runs, to look at afterwards. */
final class Allocators implements LongFunction<BufferAllocator> {
    private final List<BufferAllocator> made = new ArrayList<>();

    @Override
    public synchronized BufferAllocator apply(long budget) {
        BufferAllocator allocator = ArrowFeatureEngine.allocator(budget);
        made.add(allocator);
        return allocator;
    }

    /** Fails where a run still holds memory. */
    synchronized void verifyReleased() {
        for (BufferAllocator allocator : made) {
            assertEquals(0, allocator.getAllocatedMemory(), "bytes still allocated");
        }
        made.clear();
    }
}
