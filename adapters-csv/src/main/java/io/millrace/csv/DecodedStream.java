package io.millrace.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text of another charset as UTF-8. What is no text in it becomes a byte that is none in UTF-8 either. */
final class DecodedStream extends InputStream {
    private static final byte NO_TEXT = (byte) 0xff;

    private final InputStream source;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 15).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(1 << 15).limit(0);
    private final ByteBuffer out = ByteBuffer.allocate(1 << 17).limit(0);
    private boolean sourceEnded;

    DecodedStream(InputStream source, Charset charset) {
        this.source = source;
        this.decoder = charset.newDecoder();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        while (!out.hasRemaining()) {
            if (sourceEnded && !in.hasRemaining() && !chars.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, out.remaining());
        out.get(into, at, count);
        return count;
    }

    private void decode() throws IOException {
        refill();
        out.clear();
        chars.compact();
        CoderResult result = decoder.decode(in, chars, sourceEnded);
        chars.flip();
        // what was decoded before the bytes that are no text goes first
        encode();
        if (result.isError()) {
            in.position(in.position() + result.length());
            out.put(NO_TEXT);
        } else if (sourceEnded && result.isUnderflow()) {
            in.position(in.limit());
        }
        out.flip();
    }

    private void encode() {
        CoderResult result = encoder.encode(chars, out, true);
        encoder.reset();
        if (result.isError()) {
            chars.position(chars.position() + result.length());
            out.put(NO_TEXT);
        }
    }

    private void refill() throws IOException {
        in.compact();
        int read = source.read(in.array(), in.position(), in.remaining());
        if (read < 0) {
            sourceEnded = true;
        } else {
            in.position(in.position() + read);
        }
        in.flip();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
