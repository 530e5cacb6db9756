package io.millrace.engine.arrow.spill;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file: written from its start to its end, or read anywhere, also by several threads. */
public interface SpillFile extends Closeable {
    /** Appends all of the bytes. */
    void append(ByteBuffer bytes) throws IOException;

    /** Fills the buffer from a place on, or as much of it as the file has; returns how many bytes. */
    int read(ByteBuffer bytes, long position) throws IOException;
}
