package io.millrace.engine.arrow;

import io.millrace.core.sketch.Registers;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The state of {@code approx_count_distinct}: a {@link LongList} of different hashes as long as there are few, then
 * registers of one byte. Its cell is that of the list; registers stand in a block, and the size is then -1.
 *
 * <p>What it tells depends on the different hashes alone, not on whether they stand in a list or in registers.
 */
final class DistinctSketch {
    static final int BYTES = LongList.BYTES;

    private static final Registers REGISTERS = Registers.APPROX_COUNT_DISTINCT;
    private static final int MOST_EXACT = Registers.APPROX_COUNT_DISTINCT_EXACT;
    private static final int SIZE = 8;

    /** With room for repetitions, so that not every one of them is looked for at once. */
    private static final int MOST_LISTED = MOST_EXACT * 3 / 2;

    /** The order of a block for the registers: 2048 bytes. */
    static final int REGISTERS_ORDER = 8;

    private DistinctSketch() {}

    /**
     * Bytes that suffice for all blocks that sketches ever have.
     *
     * @param hashes the different hashes of all sketches
     */
    static long bytesFor(long sketches, long hashes) {
        long largest = 4L * BlockStore.bytes(REGISTERS_ORDER) + BlockStore.bytes(REGISTERS_ORDER);
        long registers = hashes / MOST_EXACT * BlockStore.bytes(REGISTERS_ORDER);
        return Math.min(sketches * largest, LongList.bytesForDifferent(hashes) + registers);
    }

    static void add(long cell, long hash, BlockStore store) {
        if (hasRegisters(cell)) {
            raise(MemoryUtil.getLong(cell), REGISTERS.index(hash), (byte) REGISTERS.rank(hash));
            return;
        }
        LongList.addDifferent(cell, hash, store);
        if (LongList.size(cell) > MOST_LISTED) {
            LongList.compact(cell);
            if (LongList.size(cell) > MOST_EXACT) {
                useRegisters(cell, store);
            }
        }
    }

    /** How many hashes are listed; -1 where there are registers. */
    static int listed(long cell) {
        return LongList.size(cell);
    }

    private static boolean hasRegisters(long cell) {
        return LongList.size(cell) < 0;
    }

    private static void raise(long registers, int index, byte rank) {
        if (MemoryUtil.getByte(registers + index) < rank) {
            MemoryUtil.putByte(registers + index, rank);
        }
    }

    private static void useRegisters(long cell, BlockStore store) {
        long registers = store.allocate(REGISTERS_ORDER);
        for (int i = 0; i < LongList.size(cell); i++) {
            long hash = LongList.get(cell, i);
            raise(registers, REGISTERS.index(hash), (byte) REGISTERS.rank(hash));
        }
        LongList.clear(cell, store);
        MemoryUtil.putLong(cell, registers);
        MemoryUtil.putInt(cell + SIZE, -1);
    }

    /** Adds what the other has seen, which is empty afterwards. */
    static void merge(long into, long from, BlockStore store) {
        if (!hasRegisters(from)) {
            for (int i = 0; i < LongList.size(from); i++) {
                add(into, LongList.get(from, i), store);
            }
            LongList.clear(from, store);
            return;
        }
        if (!hasRegisters(into)) {
            useRegisters(into, store);
        }
        long registers = MemoryUtil.getLong(from);
        for (int i = 0; i < REGISTERS.count(); i++) {
            raise(MemoryUtil.getLong(into), i, MemoryUtil.getByte(registers + i));
        }
        store.free(registers, REGISTERS_ORDER);
        MemoryUtil.putLong(from, 0);
        MemoryUtil.putLong(from + SIZE, 0);
    }

    static long value(long cell) {
        byte[] ranks = new byte[REGISTERS.count()];
        if (hasRegisters(cell)) {
            MemoryUtil.copyFromMemory(MemoryUtil.getLong(cell), ranks, 0, ranks.length);
        } else {
            LongList.compact(cell);
            int size = LongList.size(cell);
            if (size <= MOST_EXACT) {
                return size;
            }
            for (int i = 0; i < size; i++) {
                long hash = LongList.get(cell, i);
                int index = REGISTERS.index(hash);
                ranks[index] = (byte) Math.max(ranks[index], REGISTERS.rank(hash));
            }
        }
        return estimate(ranks);
    }

    /** What registers of these ranks tell. */
    static long estimate(byte[] ranks) {
        int[] histogram = new int[REGISTERS.mostRank() + 1];
        for (byte rank : ranks) {
            histogram[rank]++;
        }
        return REGISTERS.estimate(histogram);
    }
}
