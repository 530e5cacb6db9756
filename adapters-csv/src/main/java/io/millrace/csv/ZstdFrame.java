package io.millrace.csv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the header of a Zstandard frame (RFC 8878) says of the memory that decompressing it takes. */
final class ZstdFrame {
    /** The most bytes of a header. */
    static final int MOST_HEADER_BYTES = 18;

    private static final int MAGIC = 0xfd2f_b528;
    private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};

    private ZstdFrame() {}

    /**
     * The bytes of text that the decompressor keeps, {@link Long#MAX_VALUE} at most; 0 where no header stands there, which the
     * decompressor tells.
     *
     * @param bytes from the frame's first on; left as they are
     */
    static long windowBytes(ByteBuffer bytes) {
        ByteBuffer header = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (header.remaining() < Integer.BYTES + 2 || header.getInt() != MAGIC) {
            return 0;
        }
        int descriptor = header.get();
        boolean isOneSegment = (descriptor & 0x20) != 0;
        if (!isOneSegment) {
            int window = header.get() & 0xff;
            long base = 1L << 10 + (window >>> 3);
            return base + base / 8 * (window & 7);
        }
        header.position(Math.min(header.limit(), header.position() + DICTIONARY_ID_BYTES[descriptor & 3]));
        return contentBytes(header, descriptor >>> 6 & 3);
    }

    private static long contentBytes(ByteBuffer header, int flag) {
        if (header.remaining() < 1 << flag) {
            return 0;
        }
        long size = switch (flag) {
            case 0 -> header.get() & 0xff;
            case 1 -> (header.getShort() & 0xffff) + 256;
            case 2 -> header.getInt() & 0xffff_ffffL;
            default -> header.getLong();
        };
        return size < 0 ? Long.MAX_VALUE : size;
    }
}
