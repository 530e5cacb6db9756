package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.millrace.core.event.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTextsTest {
    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "x".repeat(i % 40) + i).toList();
    }

    private static long intern(SharedTexts shared, String text) {
        byte[] utf8 = ("__" + text).getBytes(StandardCharsets.UTF_8);
        return shared.intern(utf8, 2, utf8.length - 2);
    }

    /** A table finds a place by the lower bits of a hash: those must be free to take any value within a shard. */
    @Test
    void spreadsOverShardsByTheUppermostBitsAlone() {
        assertEquals(0, SharedTexts.shard(-1, 1));
        for (int shards = 2; shards <= 32; shards *= 2) {
            HashSet<Integer> met = new HashSet<>();
            for (int upper = 0; upper < 32; upper++) {
                int shard = SharedTexts.shard(upper << 27, shards);
                met.add(shard);
                assertEquals(shard, SharedTexts.shard(upper << 27 | 0x7ffffff, shards));
            }
            assertEquals(shards, met.size());
        }
    }

    @Test
    void givesEqualTextsOneAddressInAllThreads() throws InterruptedException {
        List<String> texts = texts(20_000);
        try (StateMemory memory = TestState.memory();
                SharedTexts shared = new SharedTexts(memory, 4)) {
            long[][] found = new long[4][texts.size()];
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                long[] own = found[number];
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < own.length; i++) {
                        own[i] = intern(shared, texts.get(i));
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            HashSet<Long> addresses = new HashSet<>();
            for (int i = 0; i < texts.size(); i++) {
                addresses.add(found[0][i]);
                assertEquals(texts.get(i), new String(TextRecordKey.copy(found[0][i]), StandardCharsets.UTF_8));
            }
            assertEquals(texts.size(), addresses.size());
            for (long[] other : found) {
                assertArrayEquals(found[0], other);
            }
        }
    }

    @Test
    void comparesByUnsignedBytes() {
        List<String> ascending = List.of("", "\u0000", "A", "AB", "B", "a", "\u00e9", "\uffee", "\ud83d\ude00");
        try (StateMemory memory = TestState.memory();
                SharedTexts shared = new SharedTexts(memory, 1)) {
            Dictionary entries = Dictionary.of(ascending.toArray(String[]::new));
            for (int left = 0; left < ascending.size(); left++) {
                long address = intern(shared, ascending.get(left));
                for (int right = 0; right < ascending.size(); right++) {
                    int order = Integer.signum(Integer.compare(left, right));
                    assertEquals(order, Integer.signum(SharedTexts.compare(address, entries, right)));
                    assertEquals(order, Integer.signum(shared.compare(address, intern(shared, ascending.get(right)))));
                }
            }
        }
    }

    @Test
    void remembersEntriesOfDictionaries() {
        try (StateMemory memory = TestState.memory();
                SharedTexts shared = new SharedTexts(memory, 1)) {
            TextCache cache = new TextCache(shared);
            Dictionary growing = Dictionary.of("a", "b");
            long a = cache.address(growing, 0, cache.of(growing));
            assertEquals(a, cache.of(growing)[0]);
            growing.append(new byte[] {'c'}, 0, 1);
            long[] known = cache.of(growing);
            assertEquals(a, known[0]);
            assertEquals(0, known[2]);
            assertEquals(intern(shared, "c"), cache.address(growing, 2, known));
            growing.clear();
            growing.append(new byte[] {'z'}, 0, 1);
            assertNotEquals(a, cache.address(growing, 0, cache.of(growing)));
            Dictionary repeating = new Dictionary(false);
            repeating.append(new byte[] {'a'}, 0, 1);
            assertEquals(a, cache.address(repeating, 0, cache.of(repeating)));
        }
    }
}
