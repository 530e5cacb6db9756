package io.millrace.parquet.page;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/** The pages of a column in a row group as they are stored, one after the other, with what their headers say checked. */
final class RawPages {
    private static final int USUAL_HEADER = 1 << 8;
    /** Statistics are a part of it. */
    private static final int MOST_HEADER = 16 << 20;

    private final Allowance allowance;
    private final ChunkStream stream;
    private final PageHeader header = new PageHeader();
    private final CRC32 checksum = new CRC32();
    private int mostBytes;
    private int number;
    private long place;

    RawPages(Allowance allowance) {
        this.allowance = allowance;
        this.stream = new ChunkStream(allowance);
    }

    void start(FileChannel channel, PageColumn column, long fileBytes) {
        stream.start(channel, column.start(), column.end());
        mostBytes = allowance.limits().pageBytes(fileBytes);
        number = 0;
        place = column.start();
    }

    /** The page's number, from 1 on. */
    int number() {
        return number;
    }

    /** Where in the file the page begins. */
    long place() {
        return place;
    }

    long bytesRead() {
        return stream.taken();
    }

    PageHeader header() {
        return header;
    }

    /** What {@link #position} is a place in. */
    byte[] buffer() {
        return stream.buffer();
    }

    /** Where the content of the page begins; it has as many bytes as the header says. */
    int position() {
        return stream.position();
    }

    boolean isAtEnd() {
        return stream.remaining() == 0;
    }

    /**
     * Goes to the next page; {@link #pass} goes behind it.
     *
     * @throws Damage where there is none, or it is not what its header says
     */
    void next() throws IOException {
        number++;
        place = stream.place();
        if (isAtEnd()) {
            throw new Damage("its column ends before all of its rows came");
        }
        readHeader();
        checkSizes();
        stream.require(header.compressedBytes);
        checkChecksum();
    }

    void pass() {
        stream.pass(header.compressedBytes);
    }

    private void readHeader() throws IOException {
        int tried = (int) Math.min(stream.remaining(), USUAL_HEADER);
        while (true) {
            stream.require(tried);
            try {
                int end = header.read(stream.buffer(), stream.position(), stream.limit());
                stream.pass(end - stream.position());
                return;
            } catch (CompactReader.Truncated e) {
                long more = Math.min(stream.remaining(), 2L * (stream.limit() - stream.position()));
                if (more <= stream.limit() - stream.position() || more > MOST_HEADER) {
                    throw new Damage("its header is cut off or too long", e);
                }
                tried = (int) more;
            }
        }
    }

    private void checkSizes() {
        if (header.compressedBytes > stream.remaining()) {
            throw new Damage("its header tells of " + header.compressedBytes + " bytes, and its column has only "
                    + stream.remaining() + " left");
        }
        if (header.compressedBytes > mostBytes || header.uncompressedBytes > mostBytes) {
            throw new Allowance.Excess("it has " + header.compressedBytes + " compressed and "
                    + header.uncompressedBytes + " uncompressed bytes, and the limit for a file of its size is "
                    + mostBytes + "; --max-page and --max-ratio raise it");
        }
    }

    private void checkChecksum() {
        if (!header.hasChecksum) {
            return;
        }
        checksum.reset();
        checksum.update(stream.buffer(), stream.position(), header.compressedBytes);
        if ((int) checksum.getValue() != header.checksum) {
            throw new Damage(
                    "its checksum is " + hex((int) checksum.getValue()) + ", and should be " + hex(header.checksum));
        }
    }

    private static String hex(int value) {
        return String.format("%08x", value);
    }
}
