package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/** How wide the counts of a record are: 4 bytes where no input can reach more, which is most of the time, else 8. */
enum CountWidth {
    NARROW(Integer.BYTES),
    WIDE(Long.BYTES);

    /** The largest number of 4 bytes without sign. */
    private static final long MOST_NARROW = (1L << Integer.SIZE) - 1;

    private final int bytes;

    CountWidth(int bytes) {
        this.bytes = bytes;
    }

    /**
     * What suffices for every count over so many rows.
     *
     * @param rows at most so many, or -1 where that is not known
     */
    static CountWidth of(long rows) {
        return rows >= 0 && rows <= MOST_NARROW ? NARROW : WIDE;
    }

    int bytes() {
        return bytes;
    }

    long read(long cell) {
        return this == NARROW ? Integer.toUnsignedLong(MemoryUtil.getInt(cell)) : MemoryUtil.getLong(cell);
    }

    void add(long cell, long more) {
        if (this == NARROW) {
            MemoryUtil.putInt(cell, MemoryUtil.getInt(cell) + (int) more);
        } else {
            MemoryUtil.putLong(cell, MemoryUtil.getLong(cell) + more);
        }
    }
}
