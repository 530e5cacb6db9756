package io.millrace.parquet.page;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** How pages are compressed. None of these loads a native library. */
enum Codec {
    UNCOMPRESSED,
    SNAPPY,
    GZIP,
    ZSTD,
    LZ4_RAW;

    static Optional<Codec> of(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED -> Optional.of(UNCOMPRESSED);
            case SNAPPY -> Optional.of(SNAPPY);
            case GZIP -> Optional.of(GZIP);
            case ZSTD -> Optional.of(ZSTD);
            case LZ4_RAW -> Optional.of(LZ4_RAW);
            case LZO, BROTLI, LZ4 -> Optional.empty();
        };
    }

    /** Something that takes apart what this codec made; for one thread. */
    PageDecompressor decompressor() {
        return switch (this) {
            case UNCOMPRESSED ->
                (from, position, length, to, size) -> {
                    if (length > size) {
                        return -1;
                    }
                    System.arraycopy(from, position, to, 0, length);
                    return length;
                };
            case SNAPPY -> new SnappyBlocks();
            case ZSTD -> block(new ZstdDecompressor());
            case LZ4_RAW -> block(new Lz4Decompressor());
            case GZIP -> Codec::gunzip;
        };
    }

    private static PageDecompressor block(Decompressor decompressor) {
        return (from, position, length, to, size) -> decompressor.decompress(from, position, length, to, 0, size);
    }

    /** Several members one after the other are one page. */
    private static int gunzip(byte[] from, int position, int length, byte[] to, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(from, position, length), 1 << 13)) {
            int read = in.readNBytes(to, 0, size);
            return in.read() < 0 ? read : -1;
        }
    }

    /** Takes a page apart. */
    interface PageDecompressor {
        /**
         * @param size the bytes that are expected
         * @return how many there were; another number than {@code size} means damage, and so does any exception
         */
        int decompress(byte[] from, int position, int length, byte[] to, int size) throws IOException;
    }
}
