package io.millrace.parquet.page;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.EnumMap;
import java.util.Map;

/** The pages of a column in a row group, one after the other, checked and uncompressed. */
final class PageStream {

    private final Allowance allowance;
    private final RawPages pages;
    private final PageHeader header;
    private final Map<Codec, Codec.PageDecompressor> decompressors = new EnumMap<>(Codec.class);
    private Codec codec = Codec.UNCOMPRESSED;
    private byte[] uncompressed = new byte[0];
    private byte[] bytes = uncompressed;
    private int from;
    private int to;
    private int levelsFrom;
    private int levelsTo;

    PageStream(Allowance allowance) {
        this.allowance = allowance;
        this.pages = new RawPages(allowance);
        this.header = pages.header();
    }

    void start(FileChannel channel, PageColumn column, long fileBytes) {
        pages.start(channel, column, fileBytes);
        codec = column.codec();
    }

    /** The page's number, from 1 on. */
    int number() {
        return pages.number();
    }

    /** Where in the file the page begins. */
    long place() {
        return pages.place();
    }

    long bytesRead() {
        return pages.bytesRead();
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
            pages.next();
            if (header.type != PageHeader.INDEX) {
                uncompress();
            }
            pages.pass();
        } while (header.type == PageHeader.INDEX);
    }

    private void uncompress() {
        int levels = header.type == PageHeader.DATA_V2 ? header.definitionBytes + header.repetitionBytes : 0;
        int start = pages.position();
        if (codec == Codec.UNCOMPRESSED || !header.compressed) {
            if (header.compressedBytes != header.uncompressedBytes) {
                throw new Damage("it is not compressed, and tells of " + header.compressedBytes + " and "
                        + header.uncompressedBytes + " bytes");
            }
            place(pages.buffer(), start + levels, start + header.compressedBytes, start, levels);
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
        System.arraycopy(pages.buffer(), start, uncompressed, behind, levels);
        place(uncompressed, 0, size, behind, levels);
    }

    private void uncompress(int position, int length, int size) {
        int came;
        try {
            came = length == 0 && size == 0
                    ? 0
                    : decompressors
                            .computeIfAbsent(codec, Codec::decompressor)
                            .decompress(pages.buffer(), position, length, uncompressed, size);
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
