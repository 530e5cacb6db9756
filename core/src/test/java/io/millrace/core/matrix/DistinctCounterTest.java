package io.millrace.core.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.sketch.ValueHash;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCounterTest {
    @Test
    void countsExactlyAsFarAsItPromises() {
        DistinctCounter counter = new DistinctCounter();
        for (int turn = 0; turn < 2; turn++) {
            for (long value = 0; value < DistinctCounter.MOST_EXACT; value++) {
                counter.add(ValueHash.of(value));
            }
        }
        assertTrue(counter.isExact());
        assertEquals(DistinctCounter.MOST_EXACT, counter.count());
        counter.add(ValueHash.of(-1));
        assertFalse(counter.isExact());
    }

    @Test
    void countsTheHashZero() {
        DistinctCounter counter = new DistinctCounter();
        counter.add(0);
        counter.add(0);
        counter.add(1);
        assertEquals(2, counter.count());
        DistinctCounter other = new DistinctCounter();
        other.merge(counter);
        assertEquals(2, other.count());
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 200_000, 1_000_000, 4_000_000})
    void estimatesWithinThreeStandardErrors(int values) {
        DistinctCounter counter = new DistinctCounter();
        for (long value = 0; value < values; value++) {
            counter.add(ValueHash.of(value * 1_000_003));
        }
        assertEquals(values, (double) counter.count(), 3 * 0.0081 * values);
    }

    @Property(tries = 20)
    void dependsOnlyOnTheSetOfValues(@ForAll Random random) {
        int values = random.nextBoolean() ? 90_000 : 40_000;
        DistinctCounter whole = new DistinctCounter();
        DistinctCounter[] parts = {new DistinctCounter(), new DistinctCounter(), new DistinctCounter()};
        long seed = random.nextLong();
        for (int i = 0; i < values; i++) {
            whole.add(ValueHash.of(seed + i));
        }
        for (int i = values - 1; i >= 0; i--) {
            parts[random.nextInt(3)].add(ValueHash.of(seed + i));
            parts[random.nextInt(3)].add(ValueHash.of(seed + i));
        }
        parts[1].merge(parts[0]);
        parts[2].merge(parts[1]);
        assertEquals(whole.isExact(), parts[2].isExact());
        assertEquals(whole.count(), parts[2].count());
    }

    @Test
    void hashesDifferWhereBytesDo() {
        Set<Long> hashes = new HashSet<>();
        String letters = "abcdefghijklmnopqrstuvwxyz";
        for (int from = 0; from <= letters.length(); from++) {
            byte[] bytes = letters.substring(from).getBytes(StandardCharsets.UTF_8);
            assertTrue(hashes.add(ValueHash.of(bytes, 0, bytes.length)));
        }
        byte[] zeros = new byte[20];
        for (int length = 1; length <= zeros.length; length++) {
            assertTrue(hashes.add(ValueHash.of(zeros, 0, length)));
        }
        byte[] text = "xxabcdefghi".getBytes(StandardCharsets.UTF_8);
        byte[] same = "abcdefghi".getBytes(StandardCharsets.UTF_8);
        assertEquals(ValueHash.of(text, 2, 9), ValueHash.of(same, 0, 9));
        assertNotEquals(ValueHash.of(text, 1, 9), ValueHash.of(same, 0, 9));
    }
}
