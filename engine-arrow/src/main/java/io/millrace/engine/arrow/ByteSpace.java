package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/** Where bytes may be put that are told by their address. */
interface ByteSpace {
    /** The address of room for so many bytes. */
    long place(int length);

    /** Copies bytes from an address and returns that of the copy. */
    default long add(long source, int length) {
        long copy = place(length);
        MemoryUtil.copyMemory(source, copy, length);
        return copy;
    }
}
