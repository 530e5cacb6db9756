package io.millrace.csv;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What Zstandard frames hold, one after the other; the library checks sizes and checksums where a frame has them. Its own stream
 * takes a second frame that is cut off for the end of the file, and gives a frame the memory that its header asks for; this one
 * does neither.
 */
final class ZstdStream extends InputStream {
    private static final int PIECE = 1 << 16;

    private final InputStream source;
    private final long mostWindowBytes;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] piece = new byte[PIECE];
    private final ByteBuffer in = ByteBuffer.allocateDirect(PIECE).limit(0);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * PIECE).limit(0);
    private long taken;
    private long frameStart;
    private boolean inFrame;
    private boolean outWasFull;

    /**
     * @param mostWindowBytes the most that the decompressor may keep of the text
     */
    ZstdStream(InputStream source, long mostWindowBytes) {
        this.source = source;
        this.mostWindowBytes = mostWindowBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        while (!out.hasRemaining()) {
            if (!inFrame && !startFrame()) {
                return -1;
            }
            if (!in.hasRemaining() && !outWasFull && !refill()) {
                throw damaged("the file is cut off, as it has no end");
            }
            decompress();
        }
        int count = Math.min(length, out.remaining());
        out.get(into, at, count);
        return count;
    }

    /** Whether there is one more. */
    private boolean startFrame() throws IOException {
        while (in.remaining() < ZstdFrame.MOST_HEADER_BYTES && refill()) {
            // until its header is there
        }
        if (!in.hasRemaining()) {
            return false;
        }
        inFrame = true;
        outWasFull = false;
        frameStart = taken - in.remaining();
        long window = ZstdFrame.windowBytes(in);
        if (window > mostWindowBytes) {
            throw Refused.excessive("the Zstandard frame at byte " + frameStart + " has a window of " + window
                    + " bytes, and a file of its size may have one of " + mostWindowBytes
                    + "; --max-ratio raises that");
        }
        return true;
    }

    private boolean refill() throws IOException {
        in.compact();
        int read = source.read(piece, 0, in.remaining());
        in.put(piece, 0, Math.max(0, read)).flip();
        taken += Math.max(0, read);
        return read >= 0;
    }

    private void decompress() throws IOException {
        out.clear();
        try {
            inFrame = !context.decompressDirectByteBufferStream(out, in);
        } catch (ZstdException e) {
            throw damaged("it cannot be decompressed: " + e.getMessage());
        }
        outWasFull = !out.hasRemaining();
        out.flip();
    }

    private Refused damaged(String how) {
        return Refused.damaged("the Zstandard frame at byte " + frameStart + ": " + how);
    }

    @Override
    public void close() throws IOException {
        context.close();
        source.close();
    }
}
