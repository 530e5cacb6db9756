package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private static long[] resolve(KeyTable table, ColumnBatch batch) {
        long[] found = new long[batch.rowCount()];
        table.resolve(batch.column(0), TestState.rows(batch.rowCount()), batch.rowCount(), found);
        return found;
    }

    private static ColumnBatch texts(List<String> keys, boolean distinct) {
        ColumnBatch batch = TestState.batch(DataType.TEXT, keys.size());
        Dictionary entries = new Dictionary(distinct);
        Map<String, Integer> codes = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            int code = distinct ? codes.computeIfAbsent(key, text -> append(entries, text)) : append(entries, key);
            batch.texts(0).set(i, code);
        }
        batch.texts(0).dictionary(entries);
        return batch;
    }

    private static int append(Dictionary entries, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return entries.append(utf8, 0, utf8.length);
    }

    /** However many keys share a hash: one record per key, found again in later batches and after growth. */
    @Property(tries = 100)
    void givesEveryLongKeyOneRecord(
            @ForAll @Size(max = 300) List<@IntRange(min = -40, max = 400) Integer> keys,
            @ForAll @IntRange(min = 0, max = 3) int hashBits) {
        try (StateMemory memory = TestState.memory();
                KeyTable table =
                        RecordKey.of(DataType.INT64, (1 << hashBits) - 1).table(memory, 16, null)) {
            ColumnBatch batch = TestState.longs(keys.stream().map(Long::valueOf).toList());
            checkRecords(keys, resolve(table, batch), resolve(table, batch), table);
        }
    }

    @Property(tries = 100)
    void givesEveryTextKeyOneRecord(
            @ForAll @Size(max = 200) List<String> keys,
            @ForAll @IntRange(min = 0, max = 3) int hashBits,
            @ForAll boolean distinct) {
        RecordKey key = RecordKey.of(DataType.TEXT, hashBits == 3 ? -1 : (1 << hashBits) - 1);
        try (StateMemory memory = TestState.memory();
                KeyTable table = key.table(memory, 24, null)) {
            long[] first = resolve(table, texts(keys, distinct));
            long[] again = resolve(table, texts(keys, !distinct));
            checkRecords(keys, first, again, table);
            for (int i = 0; i < first.length; i++) {
                // unpaired surrogates become question marks on their way to UTF-8
                byte[] utf8 = keys.get(i).getBytes(StandardCharsets.UTF_8);
                assertEquals(new String(utf8, StandardCharsets.UTF_8), key.text(first[i]));
            }
        }
    }

    private static void checkRecords(List<?> keys, long[] first, long[] again, KeyTable table) {
        Map<Object, Long> expected = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            Object key = keys.get(i) instanceof String text
                    ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                    : keys.get(i);
            assertEquals(expected.computeIfAbsent(key, first(first, i)), first[i]);
            assertEquals(first[i], again[i]);
        }
        assertEquals(expected.size(), table.size());
        assertEquals(expected.size(), expected.values().stream().distinct().count());
    }

    private static Function<Object, Long> first(long[] records, int i) {
        return key -> records[i];
    }

    @Test
    void growsOverManyKeysAndFindsThemAll() {
        try (StateMemory memory = TestState.memory();
                KeyTable table = RecordKey.of(DataType.INT64).table(memory, 8, null)) {
            List<Long> keys = new Random(1).longs(60_000).boxed().toList();
            long[] first = resolve(table, TestState.longs(keys));
            assertEquals(60_000, LongStream.of(first).distinct().count());
            for (int i = 0; i < keys.size(); i += 997) {
                assertEquals(first[i], resolve(table, TestState.longs(List.of(keys.get(i))))[0]);
            }
        }
    }

    @Test
    void takesInOnlyTheRoster() {
        for (DataType type : List.of(DataType.INT64, DataType.TEXT)) {
            RecordKey key = RecordKey.of(type);
            try (StateMemory memory = TestState.memory();
                    KeyTable roster = key.table(memory, key.bytes(), null);
                    KeyTable table = key.table(memory, 24, roster)) {
                ColumnBatch known =
                        type == DataType.TEXT ? texts(List.of("7", "007"), true) : TestState.longs(List.of(7L, 9L));
                ColumnBatch all = type == DataType.TEXT
                        ? texts(List.of("7", "8", "007", "8"), true)
                        : TestState.longs(List.of(7L, 8L, 9L, 8L));
                resolve(roster, known);
                long[] found = resolve(table, all);
                assertNotEquals(KeyTable.ABSENT, found[0]);
                assertEquals(KeyTable.ABSENT, found[1]);
                assertNotEquals(KeyTable.ABSENT, found[2]);
                assertEquals(KeyTable.ABSENT, found[3]);
                assertEquals(2, table.size());
                assertEquals(2, roster.size());
            }
        }
    }

    /** A dictionary that is cleared has new entries under the same codes. */
    @Test
    void forgetsCodesOfAClearedDictionary() {
        RecordKey key = RecordKey.of(DataType.TEXT);
        try (StateMemory memory = TestState.memory();
                KeyTable table = key.table(memory, 24, null)) {
            ColumnBatch batch = texts(List.of("a", "b"), true);
            resolve(table, batch);
            Dictionary entries = batch.texts(0).dictionary();
            append(entries, "c");
            batch.texts(0).set(0, 2);
            assertEquals("c", key.text(resolve(table, batch)[0]));
            entries.clear();
            append(entries, "d");
            append(entries, "a");
            batch.texts(0).set(0, 0);
            long[] found = resolve(table, batch);
            assertEquals("d", key.text(found[0]));
            assertEquals("a", key.text(found[1]));
            assertEquals(4, table.size());
        }
    }

    @Test
    void keepsKeysOfAnyLength() {
        RecordKey key = RecordKey.of(DataType.TEXT);
        List<String> keys = new ArrayList<>();
        for (int length : new int[] {0, 1, 7, 8, 9, 16, 1000, 16_384, 16_385, 200_000}) {
            keys.add("k".repeat(length));
        }
        try (StateMemory memory = TestState.memory();
                KeyTable table = key.table(memory, 24, null)) {
            long[] found = resolve(table, texts(keys, true));
            for (int i = 0; i < found.length; i++) {
                assertEquals(keys.get(i), key.text(found[i]));
            }
        }
    }

    /** Chunks of one size: no allocation is larger than the index needs, and the records never move. */
    @Test
    void growsRecordsByChunks() {
        try (StateMemory memory = TestState.memory();
                Chunks chunks = new Chunks(memory, 100)) {
            long first = chunks.address(chunks.add());
            long one = memory.used();
            assertTrue(one - Chunks.chunkBytes(100) < 1024, one + " bytes");
            for (int i = 1; i < 10_000; i++) {
                assertEquals(i, chunks.add());
            }
            assertEquals(first, chunks.address(0));
            assertEquals((10_000L + 1023) / 1024 * one, memory.used());
            assertTrue(memory.peak() == memory.used(), "nothing was copied");
        }
    }

    /** A record of one or two cache lines lies in no more of them. */
    @Test
    void alignsRecordsOfWholeCacheLines() {
        assertEquals(
                List.of(56, 64, 128, 128, 136, 192),
                List.of(56, 60, 120, 128, 136, 184).stream()
                        .map(Chunks::inWholeLines)
                        .toList());
        try (StateMemory memory = TestState.memory();
                Chunks chunks = new Chunks(memory, 128)) {
            for (int i = 0; i < 3000; i++) {
                assertEquals(0, chunks.address(chunks.add()) % 128);
            }
        }
    }

    @Test
    void holdsARecordLargerThanAChunk() {
        int bytes = Chunks.CHUNK_BYTES + 8;
        try (StateMemory memory = TestState.memory();
                Chunks chunks = new Chunks(memory, bytes)) {
            chunks.add();
            chunks.add();
            assertNotEquals(chunks.address(0), chunks.address(1));
            assertTrue(memory.used() >= 2L * bytes);
        }
    }
}
