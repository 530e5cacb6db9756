package io.millrace.csv;

import io.millrace.core.port.ReadLimits;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a file holds its text: what compresses it is told by its first bytes, which no text begins with.
 *
 * @param compression of the file
 * @param charset of what it holds
 * @param windowBytes of the text that a decompressor keeps, by the file's beginning
 */
record Encoding(Compression compression, Charset charset, long windowBytes) {
    private static final int PIECE = 1 << 16;
    private static final int GZIP_WINDOW = 1 << 15;

    /** The part that the window of a decompressor may have of what reading the file may take, and a row of its text. */
    private static final int PART = 4;

    enum Compression {
        NONE,
        GZIP,
        ZSTD;

        /** Of a file that begins with these bytes. */
        static Compression of(byte[] first) {
            if (first.length >= 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b) {
                return GZIP;
            }
            boolean zstd = first.length >= 4
                    && (first[0] & 0xff) == 0x28
                    && (first[1] & 0xff) == 0xb5
                    && (first[2] & 0xff) == 0x2f
                    && (first[3] & 0xff) == 0xfd;
            return zstd ? ZSTD : NONE;
        }
    }

    static Encoding of(Path file, Charset charset) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] first = stream.readNBytes(ZstdFrame.MOST_HEADER_BYTES);
            return new Encoding(Compression.of(first), charset, windowBytes(first));
        }
    }

    private static long windowBytes(byte[] first) {
        return switch (Compression.of(first)) {
            case NONE -> 0;
            case GZIP -> GZIP_WINDOW;
            case ZSTD -> ZstdFrame.windowBytes(ByteBuffer.wrap(first));
        };
    }

    /** Whether the file's bytes are the text as UTF-8, so that it can be read from any place. */
    boolean isPlain() {
        return compression == Compression.NONE
                && (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII));
    }

    /**
     * The most bytes of a row. While a row grows there are three of it in memory, and more of the text in a decompressor, which may
     * not be more than the file may take.
     */
    int mostRowBytes(int wanted, long fileBytes, ReadLimits limits) {
        return compression == Compression.NONE ? wanted : (int) Math.min(wanted, limits.memory(fileBytes) / PART);
    }

    /** The text as UTF-8, in one stream. */
    Input open(Path file, ReadLimits limits) throws IOException {
        Counted counted = new Counted(Files.newInputStream(file));
        try {
            InputStream text = decompressed(counted, Files.size(file), limits);
            boolean utf8 = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
            return Input.of(utf8 ? text : new DecodedStream(text, charset), counted::count);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    private InputStream decompressed(InputStream stream, long bytes, ReadLimits limits) {
        return switch (compression) {
            case NONE -> new BufferedInputStream(stream, PIECE);
            case GZIP -> new BoundedText(new GzipStream(stream), limits.textBytes(bytes));
            case ZSTD -> new BoundedText(new ZstdStream(stream, limits.memory(bytes) / PART), limits.textBytes(bytes));
        };
    }

    /** Knows how much was taken from the file. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int read = super.read(into, at, length);
            count += Math.max(0, read);
            return read;
        }

        long count() {
            return count;
        }
    }
}
