package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.junit.jupiter.api.Test;

class WordSortTest {
    /** Not the order of the words themselves. */
    private static int order(long left, long right) {
        return Long.compareUnsigned(left * 31, right * 31);
    }

    private static void check(long[] words, int bytes) {
        try (StateMemory memory = TestState.memory();
                ArrowBuf buffer = memory.allocate(Math.max(1, (long) words.length * bytes))) {
            long base = buffer.memoryAddress();
            for (int i = 0; i < words.length; i++) {
                MemoryUtil.putLong(base + (long) i * bytes, words[i]);
                MemoryUtil.putLong(base + (long) (i + 1) * bytes - 8, bytes == 8 ? words[i] : ~words[i]);
            }
            WordSort.sort(base, words.length, bytes, WordSortTest::order);
            Long[] expected = LongStream.of(words).boxed().toArray(Long[]::new);
            Arrays.sort(expected, (Comparator<Long>) WordSortTest::order);
            for (int i = 0; i < words.length; i++) {
                assertEquals(expected[i], MemoryUtil.getLong(base + (long) i * bytes));
                if (bytes == 16) {
                    assertEquals(~expected[i], MemoryUtil.getLong(base + (long) i * bytes + 8), "what goes with it");
                }
            }
        }
    }

    @Property(tries = 200)
    void sortsByAnOrder(@ForAll @Size(max = 300) long[] words) {
        check(words, 8);
        check(words, 16);
    }

    @Test
    void sortsManyAndEqualOnes() {
        Random random = new Random(5);
        check(random.longs(20_000).toArray(), 16);
        check(random.longs(20_000, 0, 3).toArray(), 8);
        check(IntStream.range(0, 20_000).mapToLong(i -> i).toArray(), 16);
        check(IntStream.range(0, 20_000).mapToLong(i -> -i).toArray(), 8);
    }
}
