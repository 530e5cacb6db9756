package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * A list of 8-byte values in a {@link BlockStore}. Its cell has the address of the block (8 bytes), the number of values
 * (4) and the order of the block (4); a cell of zeros is the empty list.
 *
 * <p>A list of different values is one in which a full block is sorted and freed of repetitions before it grows, so that
 * its memory depends on the different values alone.
 */
final class LongList {
    static final int BYTES = 16;

    private static final int SIZE = 8;
    private static final int ORDER = 12;
    private static final int MOST_ORDER = 30;

    private LongList() {}

    /** Bytes that suffice for all blocks that lists of so many values together ever have: twice the last, at most. */
    static long bytesFor(long values) {
        return values * 4 * Long.BYTES;
    }

    /** The same for lists of different values, which grow when they are three quarters full. */
    static long bytesForDifferent(long values) {
        return values * 6 * Long.BYTES;
    }

    static int size(long cell) {
        return MemoryUtil.getInt(cell + SIZE);
    }

    static long get(long cell, int place) {
        return MemoryUtil.getLong(MemoryUtil.getLong(cell) + (long) place * Long.BYTES);
    }

    static void add(long cell, long value, BlockStore store) {
        int size = size(cell);
        if (size == capacity(cell)) {
            grow(cell, store);
        }
        append(cell, value, size);
    }

    /** Adds to a list of different values. */
    static void addDifferent(long cell, long value, BlockStore store) {
        int size = size(cell);
        if (size > 0 && get(cell, size - 1) == value) {
            return;
        }
        if (size == capacity(cell)) {
            compact(cell);
            size = size(cell);
            // a quarter is left to fill before the next sort
            if (size == 0 || size > capacity(cell) / 4 * 3) {
                grow(cell, store);
            }
        }
        append(cell, value, size);
    }

    private static void append(long cell, long value, int size) {
        MemoryUtil.putLong(MemoryUtil.getLong(cell) + (long) size * Long.BYTES, value);
        MemoryUtil.putInt(cell + SIZE, size + 1);
    }

    private static int capacity(long cell) {
        int order = MemoryUtil.getInt(cell + ORDER);
        return order == 0 ? 0 : 1 << order;
    }

    private static void grow(long cell, BlockStore store) {
        int order = MemoryUtil.getInt(cell + ORDER);
        if (order == MOST_ORDER) {
            throw new BudgetExceeded("more than " + (1 << MOST_ORDER) + " values of one entity");
        }
        long block = order == 0 ? store.allocate(BlockStore.LEAST_ORDER) : store.grow(MemoryUtil.getLong(cell), order);
        MemoryUtil.putLong(cell, block);
        MemoryUtil.putInt(cell + ORDER, order == 0 ? BlockStore.LEAST_ORDER : order + 1);
    }

    static void sort(long cell) {
        LongSort.sort(MemoryUtil.getLong(cell), size(cell));
    }

    /** Sorts by what the values stand for. */
    static void sort(long cell, ListResults.WordOrder order) {
        WordSort.sort(MemoryUtil.getLong(cell), size(cell), Long.BYTES, order);
    }

    /** Sorts the values and leaves each once. */
    static void compact(long cell) {
        int size = size(cell);
        if (size < 2) {
            return;
        }
        sort(cell);
        long block = MemoryUtil.getLong(cell);
        int kept = 1;
        for (int i = 1; i < size; i++) {
            long value = get(cell, i);
            if (value != get(cell, kept - 1)) {
                MemoryUtil.putLong(block + (long) kept * Long.BYTES, value);
                kept++;
            }
        }
        MemoryUtil.putInt(cell + SIZE, kept);
    }

    /** Moves all values of the one list to the end of the other. */
    static void merge(long into, long from, BlockStore store) {
        if (takeOver(into, from)) {
            return;
        }
        // From the end, so that each value is in one of the two, also where the next does not fit.
        for (int i = size(from) - 1; i >= 0; i--) {
            add(into, get(from, i), store);
            MemoryUtil.putInt(from + SIZE, i);
        }
        clear(from, store);
    }

    /** As {@link #merge}, for lists of different values. */
    static void mergeDifferent(long into, long from, BlockStore store) {
        if (takeOver(into, from)) {
            return;
        }
        for (int i = 0; i < size(from); i++) {
            addDifferent(into, get(from, i), store);
        }
        clear(from, store);
    }

    /** Where the list to merge into is the shorter one, the two change places; whether nothing is left to be done then. */
    private static boolean takeOver(long into, long from) {
        if (size(into) < size(from)) {
            long block = MemoryUtil.getLong(into);
            long meta = MemoryUtil.getLong(into + SIZE);
            MemoryUtil.copyMemory(from, into, BYTES);
            MemoryUtil.putLong(from, block);
            MemoryUtil.putLong(from + SIZE, meta);
        }
        return size(from) == 0;
    }

    /** Makes the list empty and frees its block. */
    static void clear(long cell, BlockStore store) {
        int order = MemoryUtil.getInt(cell + ORDER);
        if (order > 0) {
            store.free(MemoryUtil.getLong(cell), order);
        }
        MemoryUtil.putLong(cell, 0);
        MemoryUtil.putLong(cell + SIZE, 0);
    }
}
