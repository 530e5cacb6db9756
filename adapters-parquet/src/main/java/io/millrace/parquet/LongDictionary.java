package io.millrace.parquet;

import java.util.Arrays;

/** Gives equal 64-bit values equal indexes, from 0 up, in the order of first occurrence. */
final class LongDictionary {
    static final int MOST_ENTRIES = 1 << 15;
    private static final int FEWEST_SLOT_BITS = 8;

    /** Twice as many as entries or more; a matrix of many columns has mostly small dictionaries. */
    private int slotBits = FEWEST_SLOT_BITS;

    private int[] slots = new int[1 << FEWEST_SLOT_BITS];
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
            int slot = slot(value);
            int index = slots[slot] - 1;
            if (index < 0) {
                if (size >= most) {
                    return false;
                }
                index = append(value);
                slots[slot] = size;
                if (size * 2 > slots.length) {
                    grow();
                }
            }
            indexes[i] = index;
        }
        return true;
    }

    /** The slot that refers to the value, or the empty one where it belongs. */
    private int slot(long value) {
        int slot = (int) (value * 0x9e3779b97f4a7c15L >>> Long.SIZE - slotBits);
        while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        slotBits++;
        slots = new int[1 << slotBits];
        for (int index = 0; index < size; index++) {
            slots[slot(values[index])] = index + 1;
        }
    }

    private int append(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        return size++;
    }
}
