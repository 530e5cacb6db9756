package io.millrace.parquet;

import java.util.Arrays;

/** Gives equal 64-bit values equal indexes, from 0 up, in the order of first occurrence. */
final class LongDictionary {
    static final int MOST_ENTRIES = 1 << 15;
    private static final int SLOT_BITS = 16;

    private final int[] slots = new int[1 << SLOT_BITS];
    private long[] values = new long[64];
    private int size;

    int size() {
        return size;
    }

    /** The entries by index; {@link #size} tells how many. */
    long[] values() {
        return values;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(slots, 0);
            size = 0;
        }
    }

    /**
     * Finds the index of each value, adding those that are new.
     *
     * @return false where that would take more entries than {@code most}; the indexes are then incomplete
     */
    boolean encode(long[] source, int count, int[] indexes, int most) {
        for (int i = 0; i < count; i++) {
            long value = source[i];
            int slot = (int) (value * 0x9e3779b97f4a7c15L >>> Long.SIZE - SLOT_BITS);
            int index = slots[slot] - 1;
            while (index >= 0 && values[index] != value) {
                slot = slot + 1 & (1 << SLOT_BITS) - 1;
                index = slots[slot] - 1;
            }
            if (index < 0) {
                if (size >= most) {
                    return false;
                }
                index = append(value);
                slots[slot] = size;
            }
            indexes[i] = index;
        }
        return true;
    }

    private int append(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        return size++;
    }
}
