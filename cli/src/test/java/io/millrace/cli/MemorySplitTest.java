package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemorySplitTest {
    private static final long MIB = 1L << 20;

    private static MemorySplit split(String memory, int threads) {
        return MemorySplit.of(MemoryBudget.parse(memory), threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void leavesTheEngineItsShareOfTheLeastMemoryThatMustDo(int threads) {
        assertTrue(split("512m", threads).require().engineBytes() >= 96 * MIB);
    }

    @Test
    void addsUpAndGrowsInEveryPart() {
        MemorySplit before = split("512m", 2);
        for (long mib = 513; mib < 70_000; mib += 61) {
            MemorySplit next = MemorySplit.of(new MemoryBudget(mib * MIB), 2);
            assertEquals(mib * MIB, next.heap() + next.direct() + next.reserve() + next.engineBytes());
            assertTrue(next.heap() >= before.heap() && next.engineBytes() >= before.engineBytes(), mib + " MiB");
            before = next;
        }
        assertTrue(before.engineBytes() > before.total().bytes() * 9 / 10, before.toString());
    }

    @Test
    void namesTheLeastMemoryThatWouldDo() {
        for (int threads : new int[] {1, 2, 3, 8, 64, 500}) {
            MemoryBudget least = MemorySplit.smallest(threads);
            assertTrue(MemorySplit.of(least, threads).suffices());
            MemorySplit less = MemorySplit.of(new MemoryBudget(least.bytes() - 1), threads);
            assertFalse(less.suffices());
            ResourceException refusal = assertThrows(ResourceException.class, less::require);
            assertTrue(refusal.getMessage().contains("at least " + least), refusal.getMessage());
        }
    }

    @Test
    void namesTheThreadsThatWouldDo() {
        ResourceException refusal =
                assertThrows(ResourceException.class, () -> split("512m", 64).require());

        assertTrue(refusal.getMessage().contains("or run 16 with --threads"), refusal.getMessage());
        assertTrue(split("512m", 16).suffices());
        assertFalse(split("512m", 17).suffices());
    }

    @Test
    void findsTheLeastMemoryForAnyShareOfTheEngine() {
        for (long share : new long[] {1, 33 * MIB, 500 * MIB + 1, 3_000 * MIB, 1L << 45}) {
            MemoryBudget enough = MemorySplit.enough(share, 3);
            assertTrue(MemorySplit.of(enough, 3).engineBytes() >= share);
            MemoryBudget less = new MemoryBudget(Math.max(1, enough.bytes() - MIB));
            assertTrue(MemorySplit.of(less, 3).engineBytes() < share);
        }
    }

    @Test
    void takesTheLimitsOfTheJvmAsTheyAre() {
        MemorySplit launched = split("1g", 2);
        JvmLimits same = new JvmLimits(launched.heap(), launched.direct(), 0);
        assertEquals(launched, launched.within(same));

        MemorySplit other = launched.within(new JvmLimits(launched.heap() + 100 * MIB, launched.direct(), 7 * MIB));
        assertEquals(launched.engineBytes() - 107 * MIB, other.engineBytes());
        assertFalse(launched.within(new JvmLimits(1 << 30, 1, 0)).suffices());
    }

    @Test
    void makesBatchesSmallerWhereManyThreadsShareALittleHeap() {
        assertEquals(ColumnBatch.MAX_ROWS, split("512m", 2).batchRows(ColumnBatch.MAX_ROWS));
        assertTrue(split("512m", 8).batchRows(ColumnBatch.MAX_ROWS) < ColumnBatch.MAX_ROWS);
        assertEquals(ColumnBatch.MAX_ROWS, split("2g", 8).batchRows(ColumnBatch.MAX_ROWS));
        assertEquals(100, split("512m", 8).batchRows(100));
    }

    @Test
    void believesTheLauncherUnlessTheHeapIsLarger() {
        assertEquals(Optional.of(new JvmLimits(176 * MIB, 20 * MIB, 0)), JvmLimits.told("176,20", 170 * MIB));
        assertEquals(Optional.empty(), JvmLimits.told("176,20", 177 * MIB));
        assertEquals(Optional.empty(), JvmLimits.told(null, 1));
        assertEquals(Optional.empty(), JvmLimits.told("all", 1));
    }

    @Test
    void asksTheJvmWhereNobodyTells() {
        JvmLimits limits = JvmLimits.ofProcess();

        assertTrue(limits.heap() >= Runtime.getRuntime().maxMemory(), limits.toString());
        assertTrue(limits.direct() > 0, limits.toString());
    }
}
