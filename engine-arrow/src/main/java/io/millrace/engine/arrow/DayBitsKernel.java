package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.Window;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The different UTC days of events, a bit for each day of the window: that of a day since 1970 is its remainder, which
 * differs for the days of one window.
 */
final class DayBitsKernel extends Kernel {
    /** Windows of more days keep a list of days. */
    static final long MOST_DAYS = 4096;

    private final int bytes;

    /**
     * @param bytes as {@link #bytes} tells it
     */
    DayBitsKernel(int offset, int bytes) {
        super(offset);
        this.bytes = bytes;
    }

    /** The most days that a window of that length touches. */
    static long days(long length) {
        return length / Window.MICROS_PER_DAY + 2;
    }

    /** The bytes of a cell, a multiple of 8. */
    static int bytes(long length) {
        return Math.toIntExact(days(length) + 63 >>> 6 << 3);
    }

    static long day(long time) {
        return Math.floorDiv(time, Window.MICROS_PER_DAY);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        for (int i = 0; i < count; i++) {
            int bit = (int) Math.floorMod(day(times[rows[i]]), bytes * 8L);
            long word = records[rows[i]] + offset + (bit >>> 6 << 3);
            MemoryUtil.putLong(word, MemoryUtil.getLong(word) | 1L << bit);
        }
    }

    @Override
    void merge(long into, long from) {
        for (int at = offset; at < offset + bytes; at += Long.BYTES) {
            MemoryUtil.putLong(into + at, MemoryUtil.getLong(into + at) | MemoryUtil.getLong(from + at));
        }
    }

    static long count(long cell, int bytes) {
        long days = 0;
        for (int at = 0; at < bytes; at += Long.BYTES) {
            days += Long.bitCount(MemoryUtil.getLong(cell + at));
        }
        return days;
    }
}
