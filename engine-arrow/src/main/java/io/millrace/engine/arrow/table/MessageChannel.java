package io.millrace.engine.arrow.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.SeekableReadChannel;

/**
 * The channel that Arrow reads messages through. Arrow forgets the buffer that it took for a message where reading or decoding
 * it fails; here what is left of such buffers is released when the channel is closed, which a reader does after it has released
 * its columns.
 */
final class MessageChannel extends SeekableReadChannel {
    private final List<ArrowBuf> buffers = new ArrayList<>();

    MessageChannel(FileChannel channel) {
        super(channel);
    }

    @Override
    public long readFully(ArrowBuf buffer, long bytes) throws IOException {
        buffers.removeIf(earlier -> earlier.refCnt() == 0);
        buffers.add(buffer);
        return super.readFully(buffer, bytes);
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            buffers.forEach(MessageChannel::release);
            buffers.clear();
        }
    }

    private static void release(ArrowBuf buffer) {
        int holders = buffer.refCnt();
        if (holders > 0) {
            buffer.getReferenceManager().release(holders);
        }
    }
}
