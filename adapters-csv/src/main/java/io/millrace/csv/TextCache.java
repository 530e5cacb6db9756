package io.millrace.csv;

import io.millrace.core.event.Dictionary;
import java.util.Arrays;

/**
 * The codes of short texts, looked up by their bytes in two words, without a loop over them. It follows a dictionary: what is
 * not in here is asked there.
 */
final class TextCache {
    /** The longest text that it knows. */
    static final int LONGEST = 2 * Long.BYTES;

    private static final int MOST_SLOTS = 1 << 10;
    private static final int LEAST_SLOTS = 1 << 4;
    /** What the caches of all columns have together, where these are many. */
    private static final int SLOTS_OF_ALL = 1 << 16;

    private static final int PARTS = 4;
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final long[] FIRST = masks(0);
    private static final long[] SECOND = masks(Long.BYTES);

    /** For each slot two words, the length (0 where the slot is free) and the code. */
    private final long[] slots;

    private final int shift;
    private long dictionary = -1;

    /**
     * @param columns that have one
     */
    TextCache(int columns) {
        int most = Math.max(LEAST_SLOTS, Math.min(MOST_SLOTS, SLOTS_OF_ALL / columns));
        int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(most);
        slots = new long[PARTS << bits];
        shift = Long.SIZE - bits;
    }

    private static long[] masks(int from) {
        long[] masks = new long[LONGEST + 1];
        for (int length = 0; length <= LONGEST; length++) {
            int bytes = Math.max(0, Math.min(Long.BYTES, length - from));
            masks[length] = bytes == 0 ? 0 : -1L >>> Long.SIZE - 8 * bytes;
        }
        return masks;
    }

    /** Forgets what belongs to another dictionary. */
    void follow(Dictionary entries) {
        if (dictionary != entries.id()) {
            dictionary = entries.id();
            Arrays.fill(slots, 0);
        }
    }

    /**
     * The code of a text; -1 where it is not known.
     *
     * @param length 1 to {@link #LONGEST}; as many bytes may be read whatever it is
     */
    int find(byte[] bytes, int from, int length) {
        long first = Words.at(bytes, from) & FIRST[length];
        long second = Words.at(bytes, from + Long.BYTES) & SECOND[length];
        int slot = slot(first, second);
        boolean known = slots[slot] == first && slots[slot + 1] == second && slots[slot + 2] == length;
        return known ? (int) slots[slot + 3] : -1;
    }

    /** Keeps the code of a text in place of another. */
    void put(byte[] bytes, int from, int length, int code) {
        long first = Words.at(bytes, from) & FIRST[length];
        long second = Words.at(bytes, from + Long.BYTES) & SECOND[length];
        int slot = slot(first, second);
        slots[slot] = first;
        slots[slot + 1] = second;
        slots[slot + 2] = length;
        slots[slot + 3] = code;
    }

    private int slot(long first, long second) {
        long hash = first * FACTOR ^ second * FACTOR >>> 7;
        return (int) (hash >>> shift) * PARTS;
    }
}
