package io.millrace.engine.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Room for the bytes of one key at a time. */
final class SlidingBytes implements ByteSpace, AutoCloseable {
    private final StateMemory memory;
    private @Nullable ArrowBuf buffer;
    private int capacity;

    SlidingBytes(StateMemory memory) {
        this.memory = memory;
    }

    @Override
    public long place(int length) {
        if (buffer == null || capacity < length) {
            close();
            capacity = Math.max(64, length);
            buffer = memory.allocateRaw(capacity);
        }
        return buffer.memoryAddress();
    }

    @Override
    public void close() {
        Buffers.close(buffer);
        buffer = null;
    }
}
