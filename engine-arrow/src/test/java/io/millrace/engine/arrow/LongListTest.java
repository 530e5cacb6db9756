package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.junit.jupiter.api.Test;

/** Lists and their sorting, against lists and sets of the JDK. */
class LongListTest {
    private static final int LISTS = 3;

    @Provide
    Arbitrary<List<Long>> values() {
        Arbitrary<Long> few = Arbitraries.longs().between(-5, 20);
        Arbitrary<Long> some = Arbitraries.longs().between(-400, 400);
        return Arbitraries.oneOf(
                few.list().ofMaxSize(200),
                some.list().ofMaxSize(3000),
                Arbitraries.longs().list().ofMaxSize(500));
    }

    private static long[] content(long cell) {
        return LongStream.range(0, LongList.size(cell))
                .map(place -> LongList.get(cell, (int) place))
                .toArray();
    }

    @Property(tries = 300)
    void keepsAllValues(@ForAll("values") List<Long> values) {
        try (StateMemory memory = TestState.memory();
                VariableState state = new VariableState(memory, 2);
                ArrowBuf cells = memory.allocate(LISTS * LongList.BYTES)) {
            long base = cells.memoryAddress();
            for (int i = 0; i < values.size(); i++) {
                long cell = base + (long) (i * 7 % LISTS) * LongList.BYTES;
                LongList.add(cell, values.get(i), state.store(i % 2).blocks);
            }
            for (int other = 1; other < LISTS; other++) {
                LongList.merge(base, base + (long) other * LongList.BYTES, state.store(0).blocks);
            }
            LongList.sort(base);
            assertArrayEquals(values.stream().mapToLong(i -> i).sorted().toArray(), content(base));
        }
    }

    @Property(tries = 300)
    void keepsDifferentValuesOnce(@ForAll("values") List<Long> values) {
        try (StateMemory memory = TestState.memory();
                VariableState state = new VariableState(memory, 1);
                ArrowBuf cells = memory.allocate(LISTS * LongList.BYTES)) {
            BlockStore store = state.store(0).blocks;
            long base = cells.memoryAddress();
            for (int i = 0; i < values.size(); i++) {
                LongList.addDifferent(base + (long) (i * 7 % LISTS) * LongList.BYTES, values.get(i), store);
            }
            for (int other = 1; other < LISTS; other++) {
                LongList.mergeDifferent(base, base + (long) other * LongList.BYTES, store);
            }
            LongList.compact(base);
            assertArrayEquals(new TreeSet<>(values).stream().mapToLong(i -> i).toArray(), content(base));
        }
    }

    /** However many events there are, and in lists that all grow together, memory is bounded by the values. */
    @Test
    void needsNoMoreThanItSays() {
        Random random = new Random(7);
        int lists = 1000;
        for (int different : new int[] {1, 3, 60, 500}) {
            try (StateMemory memory = TestState.memory();
                    ArrowBuf cells = memory.allocate((long) lists * LongList.BYTES)) {
                long before = memory.used();
                try (VariableState state = new VariableState(memory, 1)) {
                    for (int i = 0; i < 3 * different; i++) {
                        for (int list = 0; list < lists; list++) {
                            long cell = cells.memoryAddress() + (long) list * LongList.BYTES;
                            long value = i < different ? i : random.nextInt(different);
                            LongList.addDifferent(cell, value, state.store(0).blocks);
                        }
                    }
                    long held = memory.used() - before;
                    long bound = LongList.bytesForDifferent((long) lists * different) + Chunks.CHUNK_BYTES + (1 << 15);
                    assertTrue(held <= bound, different + ": " + held + " of " + bound);
                }
                assertEquals(before, memory.used());
            }
        }
    }

    @Test
    void usesAgainWhatIsFreed() {
        try (StateMemory memory = TestState.memory();
                VariableState state = new VariableState(memory, 1);
                ArrowBuf cell = memory.allocate(LongList.BYTES)) {
            BlockStore store = state.store(0).blocks;
            long held = 0;
            for (int round = 0; round < 50; round++) {
                for (int i = 0; i < 10_000; i++) {
                    LongList.add(cell.memoryAddress(), i, store);
                }
                LongList.clear(cell.memoryAddress(), store);
                assertTrue(round == 0 || memory.used() == held, "round " + round);
                held = memory.used();
            }
        }
    }

    @Test
    void sortsWhateverTheOrder() {
        Random random = new Random(3);
        int count = 20_000;
        List<long[]> orders = new ArrayList<>();
        orders.add(random.longs(count).toArray());
        orders.add(LongStream.range(0, count).toArray());
        orders.add(LongStream.range(0, count).map(i -> -i).toArray());
        orders.add(LongStream.range(0, count).map(i -> i % 3).toArray());
        orders.add(LongStream.range(0, count).map(i -> Math.min(i, count - i)).toArray());
        orders.add(medianKiller(count));
        orders.add(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1});
        orders.add(new long[0]);
        try (StateMemory memory = TestState.memory();
                ArrowBuf buffer = memory.allocate(count * 8L)) {
            for (long[] values : orders) {
                for (int i = 0; i < values.length; i++) {
                    MemoryUtil.putLong(buffer.memoryAddress() + i * 8L, values[i]);
                }
                LongSort.sort(buffer.memoryAddress(), values.length);
                long[] sorted = LongStream.range(0, values.length)
                        .map(i -> MemoryUtil.getLong(buffer.memoryAddress() + i * 8))
                        .toArray();
                assertArrayEquals(LongStream.of(values).sorted().toArray(), sorted);
            }
        }
    }

    /** An order in which a median of three is always one of the smallest. */
    private static long[] medianKiller(int count) {
        long[] values = new long[count];
        int half = count / 2;
        for (int i = 0; i < half; i++) {
            values[i] = i % 2 == 0 ? i + 1 : half + i + (half % 2 == 0 ? 0 : 1);
            values[half + i] = 2L * (i + 1);
        }
        return values;
    }
}
