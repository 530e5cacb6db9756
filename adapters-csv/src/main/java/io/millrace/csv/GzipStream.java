package io.millrace.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What gzip members (RFC 1952) hold, one after the other, each with the checksum and size that stand behind it. The JDK's own
 * stream takes a member whose header is damaged for the end of the file; this one does not. Zeros behind the last member, as
 * tapes leave them, are nothing.
 */
final class GzipStream extends InputStream {
    private static final int PIECE = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] in = new byte[PIECE];
    private int place;
    private int limit;
    private long before;
    private long memberStart;
    private boolean inMember;

    GzipStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        while (true) {
            if (!inMember && !startMember()) {
                return -1;
            }
            int count = inflate(into, at, length);
            if (count > 0) {
                checksum.update(into, at, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                int filled = filled();
                inflater.setInput(in, place, filled);
                place = limit;
            } else {
                throw damaged("it needs a dictionary that is not in it");
            }
        }
    }

    private int inflate(byte[] into, int at, int length) throws IOException {
        try {
            return inflater.inflate(into, at, length);
        } catch (DataFormatException e) {
            throw damaged("it cannot be decompressed: " + e.getMessage());
        }
    }

    /** Whether there is one more. */
    private boolean startMember() throws IOException {
        int first;
        do {
            if (!refill()) {
                return false;
            }
            memberStart = before + place;
            checksum.reset();
            first = next();
        } while (first == 0 && memberStart > 0);
        boolean isHeader = first == 0x1f && next() == 0x8b && next() == DEFLATE;
        int flags = isHeader ? next() : RESERVED;
        if ((flags & RESERVED) != 0) {
            throw damaged("no compressed data begins there");
        }
        skip(Integer.BYTES + 2);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (next() != 0) {
                // only to find its end
            }
        }
        long header = checksum.getValue() & 0xffff;
        if ((flags & HEADER_CHECKSUM) != 0 && (next() | next() << 8) != header) {
            throw damaged("the checksum of its header does not fit");
        }
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        place = limit - inflater.getRemaining();
        inMember = false;
        long size = inflater.getBytesWritten() & 0xffff_ffffL;
        long held = checksum.getValue();
        if (number() != held) {
            throw damaged("its checksum does not fit what it holds");
        }
        long declared = number();
        if (declared != size) {
            throw damaged("it declares " + declared + " bytes, and holds " + size + " (both modulo 2^32)");
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        filled();
        checksum.update(in[place]);
        return in[place++] & 0xff;
    }

    /** How many bytes are at hand, at least one. */
    private int filled() throws IOException {
        if (!refill()) {
            throw damaged("the file is cut off, as it has no end");
        }
        return limit - place;
    }

    /** Whether there is a byte at hand. */
    private boolean refill() throws IOException {
        if (place == limit) {
            before += limit;
            place = 0;
            limit = Math.max(0, source.read(in, 0, PIECE));
        }
        return place < limit;
    }

    private Refused damaged(String how) {
        return Refused.damaged("the gzip member at byte " + memberStart + ": " + how);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        source.close();
    }
}
