package io.millrace.engine.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Releases buffers that may never have been allocated. */
final class Buffers {
    private Buffers() {}

    static void close(@Nullable ArrowBuf buffer) {
        if (buffer != null) {
            buffer.close();
        }
    }
}
