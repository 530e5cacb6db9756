package io.millrace.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads and writes buffers over arrays piece by piece. The JDK copies such a buffer through a direct one of the same size,
 * which each thread then keeps: large ones would fill the direct memory of the process.
 */
public final class ChannelPieces {
    /** Large enough that more would not be faster. */
    private static final int MOST = 1 << 17;

    private ChannelPieces() {}

    /** Writes all remaining bytes. */
    public static void write(FileChannel channel, ByteBuffer from) throws IOException {
        int end = from.limit();
        try {
            while (from.position() < end) {
                from.limit(Math.min(end, from.position() + MOST));
                if (channel.write(from) == 0) {
                    throw new IOException("the disk takes no more bytes");
                }
            }
        } finally {
            from.limit(end);
        }
    }

    /**
     * Fills the buffer with the bytes from a position on, or with those that there are; returns how many.
     */
    public static int read(FileChannel channel, ByteBuffer into, long position) throws IOException {
        int start = into.position();
        int end = into.limit();
        try {
            while (into.position() < end) {
                into.limit(Math.min(end, into.position() + MOST));
                if (channel.read(into, position + into.position() - start) < 0) {
                    break;
                }
            }
        } finally {
            into.limit(end);
        }
        return into.position() - start;
    }
}
