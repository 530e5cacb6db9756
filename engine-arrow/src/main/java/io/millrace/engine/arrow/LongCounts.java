package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * 8-byte values and how often each occurs, in a {@link BlockStore}: open addressing over pairs of value and number, a
 * number of 0 where free. The cell has the address of the block (8 bytes), the number of different values (4) and the
 * order of the block (4); a cell of zeros holds nothing.
 */
final class LongCounts {
    static final int BYTES = 16;

    private static final int SIZE = 8;
    private static final int ORDER = 12;
    private static final int MOST_ORDER = 31;
    private static final int PAIR = 16;

    private LongCounts() {}

    /** Bytes that suffice for all blocks that counts of so many values together ever have: twice the last, at most. */
    static long bytesFor(long values) {
        return values * 6 * PAIR;
    }

    static int size(long cell) {
        return MemoryUtil.getInt(cell + SIZE);
    }

    /** The number of pairs, free ones included, that {@link #value} and {@link #count} tell. */
    static int places(long cell) {
        int order = MemoryUtil.getInt(cell + ORDER);
        return order == 0 ? 0 : 1 << order - 1;
    }

    static long value(long cell, int place) {
        return MemoryUtil.getLong(pair(MemoryUtil.getLong(cell), place));
    }

    /** How often the place's value occurs, 0 where the place is free. */
    static long count(long cell, int place) {
        return MemoryUtil.getLong(pair(MemoryUtil.getLong(cell), place) + 8);
    }

    /** How often a value occurs that is there. */
    static long countOf(long cell, long value) {
        return MemoryUtil.getLong(find(MemoryUtil.getLong(cell), places(cell), value) + 8);
    }

    private static long pair(long block, int place) {
        return block + (long) place * PAIR;
    }

    static void add(long cell, long value, long times, BlockStore store) {
        int places = places(cell);
        long pair = places == 0 ? 0 : find(MemoryUtil.getLong(cell), places, value);
        if (pair == 0 || MemoryUtil.getLong(pair + 8) == 0) {
            if (isFull(size(cell), places)) {
                grow(cell, store);
                pair = find(MemoryUtil.getLong(cell), places(cell), value);
            }
            MemoryUtil.putLong(pair, value);
            MemoryUtil.putInt(cell + SIZE, size(cell) + 1);
        }
        MemoryUtil.putLong(pair + 8, MemoryUtil.getLong(pair + 8) + times);
    }

    /** Up to four values fill their block; more leave a quarter free. */
    private static boolean isFull(int size, int places) {
        return places <= 4 ? size == places : size >= places / 4 * 3;
    }

    /** The pair of the value, or a free one for it; 0 where it is absent and there is none free. */
    private static long find(long block, int places, long value) {
        int mask = places - 1;
        int place = (int) RecordKey.mix(value) & mask;
        for (int i = 0; i < places; i++) {
            long pair = pair(block, place);
            if (MemoryUtil.getLong(pair + 8) == 0 || MemoryUtil.getLong(pair) == value) {
                return pair;
            }
            place = place + 1 & mask;
        }
        return 0;
    }

    private static void grow(long cell, BlockStore store) {
        int order = MemoryUtil.getInt(cell + ORDER);
        if (order == MOST_ORDER) {
            throw new BudgetExceeded("more than " + size(cell) + " different values of one entity");
        }
        int places = places(cell);
        long old = MemoryUtil.getLong(cell);
        int largerOrder = order == 0 ? BlockStore.LEAST_ORDER : order + 1;
        long block = store.allocate(largerOrder);
        for (int i = 0; i < places; i++) {
            long pair = pair(old, i);
            if (MemoryUtil.getLong(pair + 8) != 0) {
                long copy = find(block, 1 << largerOrder - 1, MemoryUtil.getLong(pair));
                MemoryUtil.copyMemory(pair, copy, PAIR);
            }
        }
        if (order > 0) {
            store.free(old, order);
        }
        MemoryUtil.putLong(cell, block);
        MemoryUtil.putInt(cell + ORDER, largerOrder);
    }

    /**
     * Brings the values to the front of the block, in order, so that {@link #value} and {@link #count} tell them from place
     * 0 on, and returns how many they are. Nothing can be looked up or added afterwards.
     */
    static int sort(long cell, ListResults.WordOrder order) {
        long block = MemoryUtil.getLong(cell);
        int size = 0;
        for (int place = 0; place < places(cell); place++) {
            if (count(cell, place) != 0) {
                if (place != size) {
                    MemoryUtil.copyMemory(pair(block, place), pair(block, size), PAIR);
                }
                size++;
            }
        }
        WordSort.sort(block, size, PAIR, order);
        return size;
    }

    /** Frees the block; the cell holds nothing afterwards. */
    static void clear(long cell, BlockStore store) {
        int order = MemoryUtil.getInt(cell + ORDER);
        if (order > 0) {
            store.free(MemoryUtil.getLong(cell), order);
        }
        MemoryUtil.putLong(cell, 0);
        MemoryUtil.putLong(cell + SIZE, 0);
    }

    /** Adds all of the other's counts, which is empty afterwards. */
    static void merge(long into, long from, BlockStore store) {
        if (size(into) == 0) {
            MemoryUtil.copyMemory(from, into, BYTES);
        } else {
            for (int i = 0; i < places(from); i++) {
                if (count(from, i) != 0) {
                    add(into, value(from, i), count(from, i), store);
                    // So that it is in one of the two, also where the next does not fit.
                    MemoryUtil.putLong(pair(MemoryUtil.getLong(from), i) + 8, 0);
                }
            }
            if (places(from) > 0) {
                store.free(MemoryUtil.getLong(from), MemoryUtil.getInt(from + ORDER));
            }
        }
        MemoryUtil.putLong(from, 0);
        MemoryUtil.putLong(from + SIZE, 0);
    }
}
