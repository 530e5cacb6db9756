package io.millrace.parquet.page;

import io.millrace.core.run.ChannelPieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of a column in a row group, read in blocks that are ahead of what is asked for. */
final class ChunkStream {
    /** What one read takes at most, except for a larger page. */
    static final int BLOCK = 1 << 19;

    private final Allowance allowance;
    private byte[] buffer = new byte[0];
    private ByteBuffer view = ByteBuffer.wrap(buffer);
    private @Nullable FileChannel channel;
    private long filePosition;
    private long fileEnd;
    private int position;
    private int limit;
    private long taken;

    ChunkStream(Allowance allowance) {
        this.allowance = allowance;
    }

    /** Starts anew at another place of another file. */
    void start(FileChannel source, long from, long to) {
        channel = source;
        filePosition = from;
        fileEnd = to;
        position = 0;
        limit = 0;
        taken = 0;
    }

    /** What {@link #position} and {@link #limit} are places in. Valid until the next call of {@link #require}. */
    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    /** The bytes that are left, in the buffer and behind it. */
    long remaining() {
        return limit - position + fileEnd - filePosition;
    }

    /** The place in the file of the next byte. */
    long place() {
        return filePosition - (limit - position);
    }

    /** All bytes that were passed. */
    long taken() {
        return taken;
    }

    void pass(int bytes) {
        position += bytes;
        taken += bytes;
    }

    /**
     * Has so many bytes in the buffer from {@link #position} on.
     *
     * @throws Damage where the column has not so many left
     */
    void require(int bytes) throws IOException {
        if (bytes <= limit - position) {
            return;
        }
        if (bytes > remaining()) {
            throw new Damage("it ends beyond its column, which has " + remaining() + " of its " + bytes + " bytes");
        }
        int kept = limit - position;
        int wanted = (int) Math.max(bytes, Math.min(BLOCK, remaining()));
        if (wanted + LittleEndian.SLACK > buffer.length) {
            byte[] larger = new byte[allowance.grown(buffer.length, wanted + LittleEndian.SLACK)];
            System.arraycopy(buffer, position, larger, 0, kept);
            buffer = larger;
            view = ByteBuffer.wrap(buffer);
        } else {
            System.arraycopy(buffer, position, buffer, 0, kept);
        }
        position = 0;
        limit = kept;
        fill(Objects.requireNonNull(channel), wanted);
    }

    private void fill(FileChannel source, int wanted) throws IOException {
        view.position(limit).limit(wanted);
        filePosition += ChannelPieces.read(source, view, filePosition);
        if (view.hasRemaining()) {
            throw new IOException("it became shorter while it was read");
        }
        view.clear();
        limit = wanted;
    }
}
