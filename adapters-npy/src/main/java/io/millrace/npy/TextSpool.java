package io.millrace.npy;

import io.millrace.core.run.ChannelPieces;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.TemporaryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts put aside until it is known how wide the longest is: in NumPy, all texts of an array are of one width. */
final class TextSpool implements AutoCloseable {
    /** The most code points of a text, as all others take as much room. */
    static final int MOST = 1024;

    private final Path target;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private @Nullable FileChannel aside;
    private long count;
    private int width = 1;

    /** @param target where the texts go in the end; they are put aside in its folder */
    TextSpool(Path target) {
        this.target = target;
    }

    /** @throws ResourceException where it is too long, or cannot be put aside */
    void add(String text) {
        int[] points = text.codePoints().toArray();
        if (points.length > MOST) {
            throw new ResourceException("cannot write " + target + ": a text in row " + count + " has " + points.length
                    + " characters, and in an array all are as wide as the longest, at most " + MOST
                    + "; write .parquet");
        }
        width = Math.max(width, points.length);
        room(Short.BYTES).putShort((short) points.length);
        for (int point : points) {
            room(Integer.BYTES).putInt(point);
        }
        count++;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        buffer.flip();
        try {
            if (aside == null) {
                aside = TemporaryFile.open(
                        Objects.requireNonNull(target.toAbsolutePath().getParent()), "texts-");
            }
            ChannelPieces.write(aside, buffer);
        } catch (IOException e) {
            throw failure(e);
        }
        buffer.clear();
    }

    /** The width of all of them. */
    int width() {
        return width;
    }

    /** Writes all texts at their full width. Nothing can be added afterwards. */
    void writeTo(NpyFile file) {
        if (count == 0) {
            return;
        }
        flush();
        try {
            Objects.requireNonNull(aside).position(0);
            buffer.flip();
            for (long i = 0; i < count; i++) {
                int length = have(Short.BYTES).getShort();
                for (int k = 0; k < width; k++) {
                    file.put(k < length ? have(Integer.BYTES).getInt() : 0);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The buffer, with so many bytes to read. */
    private ByteBuffer have(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            while (buffer.position() < bytes) {
                if (Objects.requireNonNull(aside).read(buffer) < 0) {
                    throw new IOException("what was put aside is gone");
                }
            }
            buffer.flip();
        }
        return buffer;
    }

    private ResourceException failure(IOException cause) {
        return new ResourceException(
                "cannot write " + target + ": " + FileFailure.reason(cause)
                        + "; free space there, or choose another folder",
                cause);
    }

    @Override
    public void close() {
        try {
            if (aside != null) {
                aside.close();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
