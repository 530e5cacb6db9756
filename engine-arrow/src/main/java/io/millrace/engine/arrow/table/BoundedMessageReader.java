package io.millrace.engine.arrow.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.ipc.message.MessageResult;

/**
 * Messages of a stream in a file. Arrow takes memory for a message by the length that the file declares; here a length
 * that the file does not have is refused first.
 */
final class BoundedMessageReader extends MessageChannelReader {
    private static final int CONTINUATION = -1;

    private final FileChannel channel;

    BoundedMessageReader(FileChannel channel, BufferAllocator allocator) {
        super(new MessageChannel(channel), allocator);
        this.channel = channel;
    }

    @Override
    public MessageResult readNext() throws IOException {
        long start = channel.position();
        long length = intAt(start);
        if (length == CONTINUATION) {
            start += Integer.BYTES;
            length = intAt(start);
        }
        if (length < 0 || length > channel.size() - start) {
            throw new IOException("at byte " + start + " a message of " + length + " bytes is declared");
        }
        return super.readNext();
    }

    /** The number there without moving on; 0, which ends a stream, where the file ends. */
    private int intAt(long position) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (read >= 0 && number.hasRemaining()) {
            read = channel.read(number, position + number.position());
        }
        return number.hasRemaining() ? 0 : number.getInt(0);
    }
}
