package io.millrace.engine.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * Open addressing over 8-byte entries off the heap: the hash in the upper half, the record's number plus 1 in the lower
 * half, 0 where free. Who looks something up walks from {@code hash & mask()} to the first free entry.
 */
final class HashIndex implements AutoCloseable {
    static final int ENTRY_BYTES = 8;
    static final int FEWEST_ENTRIES = 1 << 10;

    /**
     * Bytes per record while the index grows, at most: entries are at most three quarters full, and the old and the
     * doubled array exist side by side.
     */
    static final int GROWTH_BYTES = 32;

    private final StateMemory memory;
    private @Nullable ArrowBuf buffer;
    private long base;
    private int mask;
    private int size;

    HashIndex(StateMemory memory) {
        this.memory = memory;
    }

    int mask() {
        return mask;
    }

    /** Whether nothing was allocated yet; then nothing can be looked up either. */
    boolean isEmpty() {
        return buffer == null;
    }

    long entry(int position) {
        return MemoryUtil.getLong(base + (long) position * ENTRY_BYTES);
    }

    static int hash(long entry) {
        return (int) (entry >>> 32);
    }

    static int record(long entry) {
        return (int) entry - 1;
    }

    /** Makes room for one more entry; positions found before are void then. */
    void reserve() {
        if (buffer == null || size >= (mask + 1) / 4 * 3) {
            grow();
        }
    }

    /** Enters a record that is not in the index, after {@link #reserve}. */
    void insert(int hash, int record) {
        put(base, mask, (long) hash << 32 | record + 1L);
        size++;
    }

    private void grow() {
        int entries = buffer == null ? FEWEST_ENTRIES : Math.multiplyExact(mask + 1, 2);
        ArrowBuf larger = memory.allocate((long) entries * ENTRY_BYTES);
        long largerBase = larger.memoryAddress();
        for (int i = 0; buffer != null && i <= mask; i++) {
            long entry = entry(i);
            if (entry != 0) {
                put(largerBase, entries - 1, entry);
            }
        }
        Buffers.close(buffer);
        buffer = larger;
        base = largerBase;
        mask = entries - 1;
    }

    private static void put(long base, int mask, long entry) {
        int position = hash(entry) & mask;
        while (MemoryUtil.getLong(base + (long) position * ENTRY_BYTES) != 0) {
            position = position + 1 & mask;
        }
        MemoryUtil.putLong(base + (long) position * ENTRY_BYTES, entry);
    }

    /** Frees the entries; the index is empty afterwards. */
    @Override
    public void close() {
        Buffers.close(buffer);
        buffer = null;
        size = 0;
    }
}
