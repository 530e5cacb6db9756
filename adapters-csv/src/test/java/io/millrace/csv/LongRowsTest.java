package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of many bytes are read like others. */
class LongRowsTest {
    private static final int LONGEST = 3 << 20;

    @TempDir
    Path folder;

    /** Some rows as long as a row may be, one longer, some with line ends or quotes in quotes, and short ones between. */
    private static byte[] text(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 12; row++) {
            text.append("1,2\n".repeat(random.nextInt(20_000)));
            boolean quoted = row % 3 == 0;
            // one in quotes that is too long would be as many bad rows as it has lines
            int size = row % 4 == 0 ? LONGEST - 10 : random.nextInt(LONGEST - 10);
            size += row == 5 ? 5 * LONGEST : 0;
            String unit = !quoted ? "wxyz" : row == 0 ? "x\"\"z" : "xyz\n";
            text.append(row)
                    .append(quoted ? ",\"" : ",")
                    .append(unit.repeat(size / 4))
                    .append(quoted ? "\"\n" : "\n");
        }
        return text.append("9,end").toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    @Timeout(300)
    void areThoseOfPlainLoops(int threads) throws Exception {
        for (int seed = 0; seed < 2; seed++) {
            byte[] text = text(seed);
            PlainRows expected = PlainRows.of(text, 4, 2, LONGEST);
            assertEquals(1, expected.bad().size());
            Path plain = Files.write(folder.resolve("plain.csv"), text);
            for (int splitBytes : new int[] {100_000, 4 << 20}) {
                assertRows(expected, read(plain, splitBytes, threads, false));
                assertRows(expected, read(plain, splitBytes, threads, true));
            }
        }
    }

    @Test
    void areThoseOfPlainLoopsInStreams() throws Exception {
        byte[] text = text(3);
        PlainRows expected = PlainRows.of(text, 4, 2, LONGEST);
        Path packed = Files.write(folder.resolve("packed.csv.gz"), gzip(text));
        assertRows(expected, read(packed, 4 << 20, 1, false));
    }

    private static void assertRows(PlainRows expected, Read read) {
        assertEquals(expected.bad().size(), read.bad());
        assertEquals(expected.rows().size(), read.rows().size());
        for (int row = 0; row < read.rows().size(); row++) {
            // the texts are too long to be told
            assertTrue(expected.rows().get(row).equals(read.rows().get(row)), "row " + row);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private record Read(List<List<@Nullable String>> rows, int bad) {}

    private static Read read(Path file, int splitBytes, int threads, boolean backwards) throws Exception {
        AtomicInteger bad = new AtomicInteger();
        ReadOptions options = ReadOptions.of(Map.of())
                .withCsv(CsvDialect.DEFAULT.withMostRowBytes(LONGEST))
                .withQuarantine(row -> bad.incrementAndGet());
        EventSource source = new CsvFormat(splitBytes).open(List.of(file), options);
        List<Split> splits = source.splits(source.schema());
        Map<Integer, List<List<@Nullable String>>> rows = new ConcurrentSkipListMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < splits.size(); i++) {
                int split = backwards ? splits.size() - 1 - i : i;
                tasks.add(pool.submit(() -> rows.put(split, read(splits.get(split)))));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return new Read(rows.values().stream().flatMap(List::stream).toList(), bad.get());
    }

    private static List<List<@Nullable String>> read(Split split) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (BatchReader reader = split.open(1000)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    rows.add(List.of(batch.texts(0).text(row), batch.texts(1).text(row)));
                }
            }
        }
        return rows;
    }

    @Test
    void leaveTheirTurnToOthers() throws IOException {
        Path file = Files.write(
                folder.resolve("two.csv"),
                ("a,b\n1," + "x".repeat(LONGEST) + "\n2,y\n").getBytes(StandardCharsets.UTF_8));
        EventSource source = new CsvFormat(1 << 16).open(List.of(file), ReadOptions.of(Map.of()));
        Split split = source.splits(source.schema()).get(0);
        try (BatchReader one = split.open(10);
                BatchReader other = split.open(10)) {
            ColumnBatch batch = one.next();
            assertEquals(1, batch.rowCount());
            assertEquals(0, other.next().rowCount(), "it is not its turn");
            assertEquals(LONGEST, batch.texts(1).text(0).length());
            one.close();
            assertEquals(1, other.next().rowCount());
        }
    }
}
