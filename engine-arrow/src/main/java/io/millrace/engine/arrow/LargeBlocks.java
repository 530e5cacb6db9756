package io.millrace.engine.arrow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.ArrowBuf;

/** Blocks that are buffers of their own, of all threads of a run, by their addresses. */
final class LargeBlocks implements AutoCloseable {
    private final Map<Long, ArrowBuf> buffers = new ConcurrentHashMap<>();

    long allocate(StateMemory memory, long bytes) {
        ArrowBuf buffer = memory.allocate(bytes);
        buffers.put(buffer.memoryAddress(), buffer);
        return buffer.memoryAddress();
    }

    void free(long address) {
        Buffers.close(buffers.remove(address));
    }

    @Override
    public void close() {
        buffers.values().forEach(ArrowBuf::close);
        buffers.clear();
    }
}
