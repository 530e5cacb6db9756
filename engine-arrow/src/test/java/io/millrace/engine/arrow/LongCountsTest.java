package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.api.Test;

/** Counts of values, against a map. */
class LongCountsTest {
    @Provide
    Arbitrary<List<Long>> values() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-3, 3).list().ofMaxSize(50),
                Arbitraries.longs().between(0, 300).list().ofMaxSize(1500),
                Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32)
                        .list());
    }

    private static Map<Long, Long> content(long cell) {
        Map<Long, Long> counts = new HashMap<>();
        for (int place = 0; place < LongCounts.places(cell); place++) {
            if (LongCounts.count(cell, place) != 0) {
                counts.put(LongCounts.value(cell, place), LongCounts.count(cell, place));
            }
        }
        return counts;
    }

    @Property(tries = 300)
    void countsEveryValue(@ForAll("values") List<Long> values) {
        try (StateMemory memory = TestState.memory();
                VariableState state = new VariableState(memory, 1);
                ArrowBuf cells = memory.allocate(2 * LongCounts.BYTES)) {
            BlockStore store = state.store(0).blocks;
            long cell = cells.memoryAddress();
            long other = cell + LongCounts.BYTES;
            Map<Long, Long> expected = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                LongCounts.add(i % 3 == 0 ? other : cell, values.get(i), 1 + i % 2, store);
                expected.merge(values.get(i), 1L + i % 2, Long::sum);
            }
            LongCounts.merge(cell, other, store);
            assertEquals(expected, content(cell));
            assertEquals(expected.size(), LongCounts.size(cell));
            assertEquals(0, LongCounts.size(other));
            expected.forEach((value, count) -> assertEquals(count, LongCounts.countOf(cell, value)));
        }
    }

    @Test
    void needsNoMoreThanItSays() {
        Random random = new Random(5);
        int cells = 500;
        for (int different : new int[] {1, 5, 7, 400}) {
            try (StateMemory memory = TestState.memory();
                    ArrowBuf buffer = memory.allocate((long) cells * LongCounts.BYTES)) {
                long before = memory.used();
                try (VariableState state = new VariableState(memory, 1)) {
                    for (int i = 0; i < 3 * different; i++) {
                        for (int cell = 0; cell < cells; cell++) {
                            long value = i < different ? i : random.nextInt(different);
                            long at = buffer.memoryAddress() + (long) cell * LongCounts.BYTES;
                            LongCounts.add(at, value, 1, state.store(0).blocks);
                        }
                    }
                    long held = memory.used() - before;
                    long bound = LongCounts.bytesFor((long) cells * different) + Chunks.CHUNK_BYTES + (1 << 15);
                    assertTrue(held <= bound, different + ": " + held + " of " + bound);
                }
            }
        }
    }
}
