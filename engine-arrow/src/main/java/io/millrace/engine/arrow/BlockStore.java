package io.millrace.engine.arrow;

import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Blocks of 2^order words of 8 bytes, off the heap, for state that grows. For one thread at a time; a block may be freed
 * in another store than the one that gave it, as all stores of a run close together.
 *
 * <p>Small blocks are cut from chunks and kept in a list per order when they are freed, the first word of one pointing
 * to the next; a larger one is halved where no block of an order is free. As every list that grows doubles, what is ever
 * cut is at most twice of what is in use. Large blocks are buffers of their own, given back when they are freed.
 */
final class BlockStore implements AutoCloseable {
    /** The order of the smallest block, 16 bytes. */
    static final int LEAST_ORDER = 1;

    /** The largest block that is cut from a chunk has 16 KiB. */
    static final int MOST_CUT_ORDER = 11;

    private final StateMemory memory;
    private final Chunks chunks;
    private final LargeBlocks large;
    private final long[] free = new long[MOST_CUT_ORDER + 1];

    BlockStore(StateMemory memory, LargeBlocks large) {
        this.memory = memory;
        this.large = large;
        this.chunks = new Chunks(memory, bytes(MOST_CUT_ORDER));
    }

    static int bytes(int order) {
        return Math.toIntExact(largeBytes(order));
    }

    static long largeBytes(int order) {
        return (long) Long.BYTES << order;
    }

    /** The address of a block of zeros. */
    long allocate(int order) {
        if (order > MOST_CUT_ORDER) {
            return large.allocate(memory, largeBytes(order));
        }
        long block = take(order);
        MemoryUtil.setMemory(block, bytes(order), (byte) 0);
        return block;
    }

    private long take(int order) {
        int from = order;
        while (from <= MOST_CUT_ORDER && free[from] == 0) {
            from++;
        }
        long block;
        if (from > MOST_CUT_ORDER) {
            block = chunks.address(chunks.add());
            from = MOST_CUT_ORDER;
        } else {
            block = free[from];
            free[from] = MemoryUtil.getLong(block);
        }
        while (from > order) {
            from--;
            put(block + bytes(from), from);
        }
        return block;
    }

    private void put(long block, int order) {
        MemoryUtil.putLong(block, free[order]);
        free[order] = block;
    }

    void free(long block, int order) {
        if (order > MOST_CUT_ORDER) {
            large.free(block);
        } else {
            put(block, order);
        }
    }

    /** A block of the next order with the same content; the old one is freed. */
    long grow(long block, int order) {
        long larger = allocate(order + 1);
        MemoryUtil.copyMemory(block, larger, largeBytes(order));
        free(block, order);
        return larger;
    }

    /** Frees all small blocks; the store may be used again. */
    @Override
    public void close() {
        Arrays.fill(free, 0);
        chunks.close();
    }
}
