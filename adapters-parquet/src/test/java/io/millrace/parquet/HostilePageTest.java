package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that nobody writes by mistake. */
final class HostilePageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    private static byte[] compressed(CompressionCodec codec, byte[] content) throws IOException {
        if (codec == CompressionCodec.UNCOMPRESSED) {
            return content;
        } else if (codec == CompressionCodec.GZIP) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(content);
            }
            return bytes.toByteArray();
        }
        Compressor compressor = switch (codec) {
            case SNAPPY -> new SnappyCompressor();
            case ZSTD -> new ZstdCompressor();
            default -> new Lz4Compressor();
        };
        byte[] bytes = new byte[compressor.maxCompressedLength(content.length)];
        int length = compressor.compress(content, 0, content.length, bytes, 0, bytes.length);
        return Arrays.copyOf(bytes, length);
    }

    /** What is said of the file; no more memory is taken for it than one of its size may take. */
    private static String refusal(Path file, ReadLimits limits) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        InputException refused = assertThrows(InputException.class, () -> read(file, limits));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated <= limits.memory(Files.size(file)), allocated + " bytes for " + refused.getMessage());
        String message = refused.getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length()).strip();
    }

    private static long read(Path file, ReadLimits limits) {
        EventSource source = new ParquetFormat()
                .open(List.of(file), new ReadOptions(Map.of(), Reader.PAGE, true).withLimits(limits));
        long rows = 0;
        for (Split split : source.splits(source.schema())) {
            try (BatchReader reader = split.open(4096)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    rows += batch.rowCount();
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNCOMPRESSED", "LZO", "BROTLI", "LZ4"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesBombsOfEveryCodec(CompressionCodec codec) throws IOException {
        // 96 MiB of zeros: within the limit of a page, beyond that of so small a file.
        byte[] bomb = compressed(codec, new byte[96 << 20]);
        Path file = new PageFile(Type.INT64, codec, 12 << 20)
                .data(bomb, 96 << 20, 12 << 20, Encoding.PLAIN)
                .write(folder.resolve("bomb.parquet"));
        String message = refusal(file, ReadLimits.DEFAULT);
        assertTrue(message.startsWith("asks for too much: row group 1, column c, page 1 at byte 4: "), message);
        if (Files.size(file) * 16 < 96 << 20) {
            assertTrue(message.contains("the limit for a file of its size is"), message);
        }
        // Who declares less than comes is found out, without more than what was declared.
        Path liar = new PageFile(Type.INT64, codec, 1000)
                .data(bomb, 8000, 1000, Encoding.PLAIN)
                .write(folder.resolve("liar.parquet"));
        assertTrue(refusal(liar, ReadLimits.DEFAULT)
                .startsWith("is damaged: row group 1, column c, page 1 at byte 4: it "));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNCOMPRESSED", "LZO", "BROTLI", "LZ4"},
            mode = EnumSource.Mode.EXCLUDE)
    void readsWhatTheRatioAllows(CompressionCodec codec) throws IOException {
        byte[] zeros = compressed(codec, new byte[32 << 20]);
        Path file = new PageFile(Type.INT64, codec, 4 << 20)
                .data(zeros, 32 << 20, 4 << 20, Encoding.PLAIN)
                .write(folder.resolve("zeros.parquet"));
        assertEquals(4 << 20, read(file, ReadLimits.DEFAULT));
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 127) {
            out.write((int) (left & 127 | 128));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /**
     * Values of 1 MB that share all but their ends with the one before, in a page of a little more than 1 MB.
     *
     * @param end the bytes of every end, which differ
     */
    private Path sharing(int count, int end) throws IOException {
        int whole = 1_000_000;
        ByteArrayOutputStream prefixes = new ByteArrayOutputStream();
        ByteArrayOutputStream lengths = new ByteArrayOutputStream();
        start(prefixes, count, 0);
        start(lengths, count, whole);
        for (int from = 1; from < count; from += 128) {
            jump(prefixes, from == 1 ? whole - end : 0);
            jump(lengths, from == 1 ? end - whole : 0);
        }
        ByteBuffer page = ByteBuffer.allocate(prefixes.size() + lengths.size() + whole + end * (count - 1));
        page.put(prefixes.toByteArray()).put(lengths.toByteArray()).put(new byte[whole]);
        for (int i = 1; end > 0 && i < count; i++) {
            page.putInt(i);
        }
        return new PageFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED, count)
                .data(page.array(), page.capacity(), count, Encoding.DELTA_BYTE_ARRAY)
                .write(folder.resolve("sharing.parquet"));
    }

    private static void start(ByteArrayOutputStream out, int count, int first) {
        varint(out, 128);
        varint(out, 1);
        varint(out, count);
        varint(out, 2L * first);
    }

    /** A block of 128 differences, of which the first is that one and all others are 0. */
    private static void jump(ByteArrayOutputStream out, int first) {
        varint(out, first < 0 ? -2L * first - 1 : 0);
        if (first == 0) {
            out.write(0);
            return;
        }
        // Differences are the smallest plus 32 bits each.
        out.write(32);
        ByteBuffer bits = ByteBuffer.allocate(128 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 128; i++) {
            bits.putInt(i == 0 ? Math.max(first, 0) : Math.max(-first, 0));
        }
        out.writeBytes(bits.array());
    }

    @Test
    void refusesTextsThatGrowByPrefixes() throws IOException {
        assertEquals(10, read(sharing(10, Integer.BYTES), ReadLimits.DEFAULT));
        String much = refusal(sharing(512, Integer.BYTES), ReadLimits.DEFAULT);
        assertTrue(much.contains("reading takes more than the 67108864 bytes that a file of"), much);
        String often = refusal(sharing(100_000, 0), ReadLimits.DEFAULT);
        assertTrue(often.contains("its values have more than 1024 times the bytes of their page"), often);
    }

    @Test
    void refusesCellsAboveTheLimit() throws IOException {
        byte[] text = ByteBuffer.allocate(16 + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(16)
                .array();
        Path file = new PageFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED, 1)
                .data(text, text.length, 1, Encoding.PLAIN)
                .write(folder.resolve("cell.parquet"));
        assertEquals(1, read(file, limits(16)));
        assertEquals(
                "asks for too much: row group 1, column c, page 1 at byte 4: a value has 16 bytes, and the limit is 15; "
                        + "--max-cell raises it",
                refusal(file, limits(15)));
    }

    private static ReadLimits limits(int cell) {
        return new ReadLimits(1 << 20, 1 << 20, cell, 10, 10, 16);
    }

    @Test
    void readsACellOf16MegabytesAndRefusesOneTooLarge() throws IOException {
        for (int size : new int[] {16 << 20, 65 << 20}) {
            byte[] text = ByteBuffer.allocate(size + 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(size)
                    .array();
            Path file = new PageFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED, 1)
                    .data(text, text.length, 1, Encoding.PLAIN)
                    .write(folder.resolve("large.parquet"));
            if (size == 16 << 20) {
                EventSource source = Rows.open(Reader.PAGE, file);
                Schema schema = source.schema();
                assertEquals(
                        size, ((String) Rows.read(source, schema, 10).get(0).get(0)).length());
            } else {
                assertTrue(refusal(file, ReadLimits.DEFAULT).contains("a value has 68157440 bytes, and the limit is"));
            }
        }
    }

    @Test
    void refusesADictionaryBehindValues() throws IOException {
        byte[] one = {1, 0, 0, 0, 'a'};
        byte[] two = {1, 0, 0, 0, 'b'};
        Path file = new PageFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED, 2)
                .data(one, one.length, 1, Encoding.PLAIN)
                .dictionary(two, two.length, new DictionaryPageHeader(1, Encoding.PLAIN))
                .data(new byte[] {1, 2, 0}, 3, 1, Encoding.RLE_DICTIONARY)
                .write(folder.resolve("late.parquet"));
        String message = refusal(file, ReadLimits.DEFAULT);
        assertTrue(
                message.startsWith("is damaged: row group 1, column c, page 2 at byte ")
                        && message.endsWith(": it is a dictionary behind values of its column"),
                message);
    }

    @Test
    void refusesCodesBeyondTheDictionary() throws IOException {
        byte[] entry = {1, 0, 0, 0, 'b'};
        for (byte[] codes : new byte[][] {
            {1, 2, 1}, {32, 2, -1, -1, -1, -1}, {31, 2, -1, -1, -1, 127}, {8, 3, 7, 0, 0, 0, 0, 0, 0, 0}
        }) {
            Path file = new PageFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED, 1)
                    .dictionary(entry, entry.length, new DictionaryPageHeader(1, Encoding.PLAIN))
                    .data(codes, codes.length, 1, Encoding.RLE_DICTIONARY)
                    .write(folder.resolve("codes.parquet"));
            String message = refusal(file, ReadLimits.DEFAULT);
            assertTrue(message.contains("is beyond its dictionary of 1 entries"), message);
        }
    }

    @Test
    void countsProblemsOfDictionaryEntries() throws IOException {
        int entries = 1 << 20;
        byte[] dictionary = new byte[entries * Long.BYTES];
        Arrays.fill(dictionary, (byte) 0xff);
        byte[] packed = compressed(CompressionCodec.ZSTD, dictionary);
        byte[] codes = compressed(CompressionCodec.ZSTD, new byte[] {1, 2, 0});
        Path file = new PageFile(Type.INT64, CompressionCodec.ZSTD, 1)
                .converted(ConvertedType.UINT_64)
                .dictionary(packed, dictionary.length, new DictionaryPageHeader(entries, Encoding.PLAIN))
                .data(codes, 3, 1, Encoding.RLE_DICTIONARY)
                .write(folder.resolve("problems.parquet"));
        String message = refusal(file, ReadLimits.DEFAULT);
        assertTrue(message.contains("reading takes more than"), message);
    }

    @Test
    void copiesNothingOfAPageBefore() throws IOException {
        // An offset of 0 in a block of LZ4 would leave what the buffer held.
        byte[] first = compressed(
                CompressionCodec.LZ4_RAW, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        byte[] second = {0x1f, 'x', 0, 0, 11, 0x10, 'y'};
        Path file = new PageFile(Type.INT64, CompressionCodec.LZ4_RAW, 8)
                .data(first, 32, 4, Encoding.PLAIN)
                .data(second, 32, 4, Encoding.PLAIN)
                .write(folder.resolve("offset.parquet"));
        String message = refusal(file, ReadLimits.DEFAULT);
        assertTrue(message.contains("page 2") && message.contains("cannot be uncompressed with LZ4_RAW"), message);
    }
}
