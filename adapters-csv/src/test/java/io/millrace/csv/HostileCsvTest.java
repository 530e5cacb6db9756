package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files made to take what is not theirs: memory, or time without end. */
class HostileCsvTest {
    private static final ReadOptions USUAL = ReadOptions.of(Map.of());

    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("hostile.csv"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private static ReadLimits limits(int cell, int columns, int ratio) {
        return new ReadLimits(1 << 20, 1 << 20, cell, columns, 10, ratio);
    }

    /** Reads all rows, in batches of a few, and counts them. */
    private static long read(Path file, ReadOptions options) {
        EventSource source = new CsvFormat().open(List.of(file), options);
        long rows = 0;
        for (Split split : source.splits(source.schema())) {
            try (BatchReader reader = split.open(64)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    rows += batch.rowCount();
                }
            }
        }
        return rows;
    }

    private static String refusal(Path file, ReadOptions options) {
        String message =
                assertThrows(InputException.class, () -> read(file, options)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    private static long allocated(Path file) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            read(file, USUAL);
        } catch (InputException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void limitsColumns() throws IOException {
        String names = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Path file = file(names + "\n" + ",".repeat(9_999) + "\n");
        assertEquals(1, read(file, USUAL));
        assertTrue(allocated(file) <= ReadLimits.FREE_BYTES, "10,000 columns");
        assertEquals(
                " asks for too much: it has 10000 columns, and the limit is 9999; --max-columns raises it",
                refusal(file, USUAL.withLimits(limits(1 << 20, 9_999, 16))));
        Path commas = file(",".repeat(15 << 20) + "\n");
        assertTrue(refusal(commas, USUAL).startsWith(" asks for too much: it has 15728641 columns"));
        assertTrue(allocated(commas) <= 16L * (15 << 20), "a header of commas");
    }

    @Test
    void limitsCells() throws IOException {
        Path file = file("a,b\n1,xx\n2,\"y\"\"y\"\n3," + "z".repeat(17) + "\n4,w\n");
        ReadOptions options = USUAL.withLimits(limits(16, 10, 16));
        assertEquals(
                ", line 4, column b: \"zzzzzzzzzzzzzzzzz\" is of 17 bytes, and the limit of a value is 16 (--max-cell)",
                refusal(file, options).lines().findFirst().orElse(""));
        List<BadRow> bad = new ArrayList<>();
        assertEquals(3, read(file, options.withQuarantine(bad::add)));
        assertEquals(List.of(4L), bad.stream().map(BadRow::line).toList());
    }

    @Test
    void readsACellOf16MiB() throws IOException {
        int length = (16 << 20) - 2;
        Path file = file("a,b\n1," + "z".repeat(length) + "\n2," + "z".repeat(length + 1) + "\n");
        List<BadRow> bad = new ArrayList<>();
        assertEquals(1, read(file, USUAL.withQuarantine(bad::add)));
        assertEquals(List.of(3L), bad.stream().map(BadRow::line).toList());
        assertEquals(
                "a row of more than 16777216 bytes; a quote may have been left open",
                bad.get(0).reason());
    }

    @Test
    void countsTheFieldsOfOneLongLineSoon() throws IOException {
        Path file = file("a,b\n" + ",".repeat(15 << 20) + "\n");
        String message = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refusal(file, USUAL));
        assertTrue(message.startsWith(", line 2: 15728641 fields where the header has 2"), message);
    }

    /** Every line opens a quoted field that the next one closes, to open another: each is a row as far as columns go. */
    @Test
    void givesUpOnQuotesThatAreSearchedForAgainAndAgain() throws IOException {
        String names = IntStream.range(0, 50_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Path file = file(names + "\n" + "x\",\"y\n".repeat(49_000) + " ".repeat(15 << 20));
        List<BadRow> bad = new ArrayList<>();
        String message =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refusal(file, USUAL.withQuarantine(bad::add)));
        assertTrue(message.startsWith(" asks for too much: line after line opens a quote"), message);
    }

    @Test
    void readsBombsPieceByPieceAndOnlySoMuchOfThem() throws IOException {
        byte[] row = ("1," + "2".repeat(1021) + "\n").repeat(1 << 10).getBytes(StandardCharsets.UTF_8);
        for (Packing packing : Packing.values()) {
            Path file = file(packing.pack("a,b\n".getBytes(StandardCharsets.UTF_8), row, 100));
            assertTrue(Files.size(file) < 1 << 20, packing + " of " + Files.size(file));
            assertEquals(100L << 10, read(file, USUAL), packing.toString());
            assertTrue(allocated(file) < ReadLimits.FREE_BYTES, packing + " took " + allocated(file));
        }
        Path file = file(Packing.ZSTD.pack("a,b\n".getBytes(StandardCharsets.UTF_8), row, 1025));
        assertEquals(
                " asks for too much: it is compressed, and holds more than the 1073741824 bytes of text that a file of"
                        + " its size may hold; --max-ratio raises that",
                refusal(file, USUAL));
        assertEquals(1025L << 10, read(file, USUAL.withLimits(limits(1 << 20, 10, 10_000))));
    }

    @Test
    void limitsRowsOfCompressedFilesByTheirSize() throws IOException {
        byte[] long1 = new byte[1 << 20];
        Arrays.fill(long1, (byte) 'x');
        for (Packing packing : Packing.values()) {
            Path file = file(packing.pack("a\n".getBytes(StandardCharsets.UTF_8), long1, 200));
            ReadOptions options = USUAL.withCsv(USUAL.csv().withMostRowBytes(256 << 20));
            String message = refusal(file, options);
            assertTrue(message.startsWith(", line 2: a row of more than 16777216 bytes"), message);
            long taken = allocated(file);
            assertTrue(taken < ReadLimits.FREE_BYTES, packing + " took " + taken);
        }
    }

    @Test
    void refusesZstandardFramesWithLargeWindows() throws IOException {
        byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        for (int log : new int[] {10, 20, 24, 25, 27, 31, 41}) {
            Path file = file(zstd(log, text));
            if (log <= 24) {
                assertEquals(1, read(file, USUAL), "2^" + log);
            } else {
                String message = refusal(file, USUAL);
                assertEquals(
                        " asks for too much: the Zstandard frame at byte 0 has a window of " + (1L << log)
                                + " bytes, and a file of its size may have one of 16777216; --max-ratio raises that",
                        message);
            }
        }
        Path behind = file(concatenated(zstd(20, text), zstd(27, text)));
        assertTrue(
                refusal(behind, USUAL).startsWith(" asks for too much: the Zstandard frame at byte 17 has a window"));
        byte[] single = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xa0, 0, 0, 0, 0x7f, 1, 0, 0};
        assertTrue(refusal(file(single), USUAL).contains("has a window of 2130706432 bytes"));
    }

    /** A frame of one block that is not compressed, with a window of that power of two. */
    private static byte[] zstd(int windowLog, byte[] text) {
        byte[] head = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (windowLog - 10 << 3)};
        int block = text.length << 3 | 1;
        return concatenated(head, new byte[] {(byte) block, (byte) (block >> 8), 0}, text);
    }

    static byte[] concatenated(byte[]... parts) {
        byte[] all = new byte[0];
        for (byte[] part : parts) {
            int length = all.length;
            all = Arrays.copyOf(all, length + part.length);
            System.arraycopy(part, 0, all, length, part.length);
        }
        return all;
    }

    @Test
    void readsTextThatFillsBuffersExactly() throws IOException {
        for (Packing packing : Packing.values()) {
            for (int bytes : new int[] {1 << 16, 1 << 17, 1 << 18, (1 << 18) + 1}) {
                byte[] text = ("a\n" + "x".repeat(bytes - 3) + "\n").getBytes(StandardCharsets.UTF_8);
                Path file = file(packing.pack(text, new byte[0], 0));
                assertEquals(1, read(file, USUAL), packing + " of " + bytes);
                assertEquals(
                        2,
                        read(
                                        file(concatenated(Files.readAllBytes(file), packing.pack(text, text, 0))),
                                        USUAL.withCsv(USUAL.csv().withMostRowBytes(1 << 20))
                                                .withQuarantine(row -> {}))
                                - 1,
                        packing + " twice");
            }
        }
    }

    /** What the checksums, sizes and headers of compressed files say is believed only where it is so. */
    @Test
    void noticesEveryChangeOfAFileWithAChecksum() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 40; i++) {
            text.append(i * i % 97).append(",k").append(i % 7).append('\n');
        }
        for (Packing packing : Packing.values()) {
            byte[] part = packing.pack(text.toString().getBytes(StandardCharsets.UTF_8), new byte[0], 0);
            byte[] sound =
                    concatenated(part, packing.pack("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), new byte[0], 0));
            List<List<Object>> rows = Tables.read(file(sound), Map.of());
            assertEquals(42, rows.size());
            for (int bit = 0; bit < 8 * sound.length; bit++) {
                byte[] changed = sound.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertEqualOrRefused(rows, file(changed), packing + ", bit " + bit);
            }
            for (int length = 4; length < sound.length; length++) {
                Path cut = file(Arrays.copyOf(sound, length));
                if (length != part.length) {
                    String message = refusal(cut, USUAL);
                    assertTrue(message.contains("the file is cut off"), packing + " cut: " + message);
                }
            }
        }
    }

    private static void assertEqualOrRefused(List<List<Object>> rows, Path file, String what) {
        try {
            assertEquals(rows, Tables.read(file, Map.of()), what);
        } catch (InputException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), what + ": " + e.getMessage());
        }
    }

    @Test
    void passesZerosBehindGzipMembersAndNothingElse() throws IOException {
        byte[] member = Packing.GZIP.pack("a\n1\n".getBytes(StandardCharsets.UTF_8), new byte[0], 0);
        assertEquals(1, read(file(concatenated(member, new byte[70_000])), USUAL));
        String message = refusal(file(concatenated(member, new byte[] {0, 0, 7, 1})), USUAL);
        assertEquals(
                " is damaged: the gzip member at byte " + (member.length + 2) + ": no compressed data begins there",
                message);
    }

    @Test
    void refusesValuesOfMegabytesWithFewWords() throws IOException {
        Path file = file("a,b\n1," + "7".repeat(15 << 20) + "\n");
        String message = refusal(file, ReadOptions.of(Map.of("b", DataType.INT64)));
        assertTrue(message.length() < 400, message);
    }
}
