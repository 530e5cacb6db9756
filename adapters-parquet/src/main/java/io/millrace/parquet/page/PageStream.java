package io.millrace.parquet.page;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32;

/** The pages of a column in a row group, one after the other, checked and uncompressed. */
final class PageStream {
    private static final int USUAL_HEADER = 1 << 8;
    /** Statistics are a part of it. */
    private static final int MOST_HEADER = 16 << 20;

    private final Allowance allowance;
    private final ChunkStream stream;
    private final PageHeader header = new PageHeader();
    private final CRC32 checksum = new CRC32();
    private final Map<Codec, Codec.PageDecompressor> decompressors = new EnumMap<>(Codec.class);
    private Codec codec = Codec.UNCOMPRESSED;
    private int mostBytes;
    private byte[] uncompressed = new byte[0];
    private byte[] bytes = uncompressed;
    private int from;
    private int to;
    private int levelsFrom;
    private int levelsTo;
    private int number;
    private long place;

    PageStream(Allowance allowance) {
        this.allowance = allowance;
        this.stream = new ChunkStream(allowance);
    }

    void start(FileChannel channel, PageColumn column, long fileBytes) {
        stream.start(channel, column.start(), column.end());
        codec = column.codec();
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

    /** The array that the page's content is in, with slack behind it. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the values begin; in a page of version 1 of a nullable column the levels come before them. */
    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Where the definition levels of a page of version 2 are in {@link #bytes}. */
    int levelsFrom() {
        return levelsFrom;
    }

    int levelsTo() {
        return levelsTo;
    }

    /**
     * Goes to the next page with values.
     *
     * @throws Damage where there is none, or it is not what its header says
     */
    void next() throws IOException {
        do {
            number++;
            place = stream.place();
            if (stream.remaining() == 0) {
                throw new Damage("its column ends before all of its rows came");
            }
            readHeader();
            checkSizes();
            stream.require(header.compressedBytes);
            checkChecksum();
            if (header.type != PageHeader.INDEX) {
                uncompress();
            }
            stream.pass(header.compressedBytes);
        } while (header.type == PageHeader.INDEX);
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
            throw new Allowance.Excess(
                    "it has " + header.compressedBytes + " compressed and " + header.uncompressedBytes
                            + " uncompressed bytes, and the limit for a file of its size is " + mostBytes
                            + "; --max-page and --max-ratio raise it");
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

    private void uncompress() {
        int levels = header.type == PageHeader.DATA_V2 ? header.definitionBytes + header.repetitionBytes : 0;
        int start = stream.position();
        if (codec == Codec.UNCOMPRESSED || !header.compressed) {
            if (header.compressedBytes != header.uncompressedBytes) {
                throw new Damage("it is not compressed, and tells of " + header.compressedBytes + " and "
                        + header.uncompressedBytes + " bytes");
            }
            place(stream.buffer(), start + levels, start + header.compressedBytes, start, levels);
            return;
        }
        int size = header.uncompressedBytes - levels;
        int behind = size + LittleEndian.SLACK;
        // The levels of version 2 are not compressed. They go behind the values, so that one array has all.
        int needed = behind + levels + LittleEndian.SLACK;
        if (uncompressed.length < needed) {
            uncompressed = new byte[allowance.grown(uncompressed.length, needed)];
        }
        uncompress(start + levels, header.compressedBytes - levels, size);
        System.arraycopy(stream.buffer(), start, uncompressed, behind, levels);
        place(uncompressed, 0, size, behind, levels);
    }

    private void uncompress(int position, int length, int size) {
        int came;
        try {
            came = length == 0 && size == 0
                    ? 0
                    : decompressors
                            .computeIfAbsent(codec, Codec::decompressor)
                            .decompress(stream.buffer(), position, length, uncompressed, size);
        } catch (IOException | RuntimeException e) {
            // Decompressors throw whatever their bytes lead to; all of it means the same.
            throw new Damage("it cannot be uncompressed with " + codec, e);
        }
        if (came != size) {
            throw new Damage("it does not have the " + size + " uncompressed bytes that its header tells of");
        }
    }

    private void place(byte[] array, int valuesFrom, int valuesTo, int levels, int levelBytes) {
        bytes = array;
        from = valuesFrom;
        to = valuesTo;
        levelsFrom = levels + (levelBytes == 0 ? 0 : header.repetitionBytes);
        levelsTo = levels + levelBytes;
    }
}
