package io.millrace.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decompressed text, as much of it as a file may hold: reading it takes little memory, but without end it takes for ever. */
final class BoundedText extends FilterInputStream {
    private final long most;
    private long read;

    BoundedText(InputStream text, long most) {
        super(text);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int count = super.read(into, at, length);
        read += Math.max(0, count);
        if (read > most) {
            throw Refused.excessive("it is compressed, and holds more than the " + most
                    + " bytes of text that a file of its size may hold; --max-ratio raises that");
        }
        return count;
    }
}
