package io.millrace.csv;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What Zstandard frames hold, one after the other. The library's own stream takes a second frame that is cut off for the end
 * of the file; this one does not.
 */
final class ZstdStream extends InputStream {
    private static final int PIECE = 1 << 16;

    private final InputStream source;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] piece = new byte[PIECE];
    private final ByteBuffer in = ByteBuffer.allocateDirect(PIECE).limit(0);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * PIECE).limit(0);
    private boolean frameEnded;
    private boolean outWasFull;

    ZstdStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        while (!out.hasRemaining()) {
            if (!in.hasRemaining() && !outWasFull && !refill()) {
                return -1;
            }
            decompress();
        }
        int count = Math.min(length, out.remaining());
        out.get(into, at, count);
        return count;
    }

    private boolean refill() throws IOException {
        int read = source.read(piece, 0, PIECE);
        if (read < 0) {
            if (!frameEnded) {
                throw new IOException("it is cut off, as its last compressed frame has no end");
            }
            return false;
        }
        in.clear().put(piece, 0, read).flip();
        return true;
    }

    private void decompress() throws IOException {
        out.clear();
        try {
            frameEnded = context.decompressDirectByteBufferStream(out, in);
        } catch (ZstdException e) {
            throw new IOException("it cannot be decompressed: " + e.getMessage(), e);
        }
        outWasFull = !out.hasRemaining();
        out.flip();
    }

    @Override
    public void close() throws IOException {
        context.close();
        source.close();
    }
}
