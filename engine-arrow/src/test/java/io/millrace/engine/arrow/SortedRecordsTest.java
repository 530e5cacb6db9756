package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SortedRecordsTest {
    private static List<String> sorted(RecordKey key, KeyTable table, StateMemory memory) {
        List<String> keys = new ArrayList<>();
        try (SortedRecords list = new SortedRecords(key, memory, table.size() + 5)) {
            for (int i = 0; i < table.size(); i++) {
                if (i % 2 == 0) {
                    list.add(table.record(i));
                } else {
                    list.addListed(table.record(i));
                }
            }
            list.trim();
            list.sort();
            for (int i = 0; i < list.size(); i++) {
                keys.add(key.text(list.record(i)));
            }
        }
        return keys;
    }

    private static void checkLongs(long[] values) {
        RecordKey key = RecordKey.of(DataType.INT64);
        try (StateMemory memory = TestState.memory();
                KeyTable table = key.table(memory, 8, null)) {
            ColumnBatch batch = TestState.longs(LongStream.of(values).boxed().toList());
            table.resolve(batch.column(0), TestState.rows(values.length), values.length, new long[values.length]);
            List<String> expected = LongStream.of(values)
                    .sorted()
                    .distinct()
                    .mapToObj(Long::toString)
                    .toList();
            assertEquals(expected, sorted(key, table, memory));
        }
    }

    @Property(tries = 200)
    void sortsLongsNumerically(@ForAll @Size(max = 400) long[] values) {
        checkLongs(values);
    }

    /** Orders that drive a quicksort into its worst case, and orders that data often has. */
    @Test
    void sortsInUnfriendlyOrders() {
        int n = 20_000;
        checkLongs(LongStream.range(-n, n).toArray());
        checkLongs(LongStream.range(0, n).map(i -> n - i).toArray());
        checkLongs(LongStream.range(0, n)
                .map(i -> i < n / 2 ? 2 * i : 2 * (n - i) - 1)
                .toArray());
        checkLongs(LongStream.range(0, n).map(i -> (i % 2 == 0 ? 1 : -1) * i).toArray());
        checkLongs(medianOfThreeKiller(20_000));
        checkLongs(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1});
    }

    /** The permutation of Musser (1997) for which the median of first, middle and last is always nearly the smallest. */
    private static long[] medianOfThreeKiller(int n) {
        int half = n / 2;
        long[] values = new long[n];
        for (int i = 1; i <= half; i++) {
            values[i - 1] = i % 2 == 1 ? i : half + i - 1;
            values[half + i - 1] = 2L * i;
        }
        return values;
    }

    @Property(tries = 200)
    void sortsTextsByUnsignedBytes(@ForAll @Size(max = 100) Set<String> texts) {
        RecordKey key = RecordKey.of(DataType.TEXT);
        try (StateMemory memory = TestState.memory();
                KeyTable table = key.table(memory, 16, null)) {
            ColumnBatch batch = TestState.batch(DataType.TEXT, texts.size());
            int row = 0;
            TreeSet<byte[]> expected = new TreeSet<>(Arrays::compareUnsigned);
            for (String text : texts) {
                byte[] utf8 = ("12345678".substring(text.length() % 9) + text).getBytes(StandardCharsets.UTF_8);
                expected.add(utf8);
                batch.texts(0).set(row++, batch.texts(0).dictionary().append(utf8, 0, utf8.length));
            }
            batch.texts(0).dictionary(repeating(batch.texts(0).dictionary()));
            table.resolve(batch.column(0), TestState.rows(row), row, new long[row]);
            assertEquals(
                    expected.stream()
                            .map(utf8 -> new String(utf8, StandardCharsets.UTF_8))
                            .toList(),
                    sorted(key, table, memory));
        }
    }

    private static Dictionary repeating(Dictionary entries) {
        var copy = new Dictionary(false);
        for (int code = 0; code < entries.size(); code++) {
            copy.append(entries.bytes(), entries.offset(code), entries.length(code));
        }
        return copy;
    }

    @Test
    void mergesListsInOrder() {
        RecordKey key = RecordKey.of(DataType.INT64);
        try (StateMemory memory = TestState.memory();
                KeyTable table = key.table(memory, 8, null)) {
            List<Long> keys =
                    LongStream.range(0, 1000).mapToObj(i -> i * 7919 % 1000).toList();
            long[] records = new long[1000];
            table.resolve(TestState.longs(keys).column(0), TestState.rows(1000), 1000, records);
            List<SortedRecords> lists = IntStream.range(0, 7)
                    .mapToObj(part -> list(key, memory, part, records))
                    .toList();
            MergedRecords merged = new MergedRecords(key, lists);
            for (int i = 0; i < 1000; i++) {
                assertEquals(Integer.toString(i), key.text(merged.key()));
                merged.advance();
            }
            assertEquals(false, merged.hasNext());
            lists.forEach(SortedRecords::close);
        }
    }

    private static SortedRecords list(RecordKey key, StateMemory memory, int part, long[] records) {
        SortedRecords list = new SortedRecords(key, memory, 1000);
        for (int i = part; i < 1000; i += 7) {
            list.add(records[i]);
        }
        list.sort();
        return list;
    }
}
