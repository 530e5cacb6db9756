package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** The bytes of text keys, one after the other in chunks; none ever moves. */
final class KeyBytes implements ByteSpace, AutoCloseable {
    private final StateMemory memory;
    private final List<ArrowBuf> chunks = new ArrayList<>();
    private long free;
    private long end;
    private long used;

    KeyBytes(StateMemory memory) {
        this.memory = memory;
    }

    /** Copies the bytes and returns where they are now. */
    long add(byte[] source, int from, int length) {
        long copy = place(length);
        MemoryUtil.copyToMemory(source, from, copy, length);
        return copy;
    }

    @Override
    public long place(int length) {
        if (length > Chunks.CHUNK_BYTES / 8) {
            used += length;
            return allocate(length);
        }
        if (end - free < length || end == 0) {
            free = allocate(Chunks.CHUNK_BYTES);
            end = free + Chunks.CHUNK_BYTES;
        }
        long place = free;
        free += length;
        used += length;
        return place;
    }

    private long allocate(long bytes) {
        ArrowBuf chunk = memory.allocateRaw(bytes);
        chunks.add(chunk);
        return chunk.memoryAddress();
    }

    @Override
    public void close() {
        chunks.forEach(ArrowBuf::close);
        chunks.clear();
        free = 0;
        end = 0;
        used = 0;
    }

    /** The bytes that are here. */
    long used() {
        return used;
    }
}
