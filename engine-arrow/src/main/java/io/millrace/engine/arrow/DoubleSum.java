package io.millrace.engine.arrow;

import io.millrace.core.number.Dyadic;
import io.millrace.core.number.FixedSum;
import io.millrace.core.number.Int128;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * An exact sum of doubles in a cell of two words: a window of 127 bits in units of 2^-64, low half first, of which the
 * upper is kept as {@link WindowHigh} says. When a value does not fit, the lower word becomes the address of a wide
 * accumulator, which takes in the window and all that follows, and the upper word 1.
 *
 * <p>A value fits if it is a multiple of 2^-64 and the window stays below 2^62 in magnitude. Window and accumulator are
 * both exact, so that it does not matter which values went where.
 */
final class DoubleSum {
    static final int BYTES = 16;

    private static final int HIGH = 8;
    private static final long WIDE = 1;
    private static final long LIMIT = 1L << 62;

    private DoubleSum() {}

    static void add(long cell, double value, WideSums wideSums) {
        boolean taken = FixedSum.fits(value) && addToWindow(cell, FixedSum.high(value), FixedSum.low(value));
        if (!taken) {
            WideSums.add(widened(cell, wideSums), value);
        }
    }

    /** Whether any value was added. */
    static boolean isAny(long cell) {
        return MemoryUtil.getLong(cell + HIGH) != 0;
    }

    /** Notes that a value was added, for zeros; the sum stays the same. */
    static void touch(long cell) {
        MemoryUtil.putLong(cell + HIGH, WindowHigh.touched(MemoryUtil.getLong(cell + HIGH)));
    }

    /** Whether the cell has a window that could take it; if not, it is as it was. */
    static boolean addToWindow(long cell, long high, long low) {
        long word = MemoryUtil.getLong(cell + HIGH);
        long oldLow = MemoryUtil.getLong(cell);
        long newHigh = Int128.addHigh(WindowHigh.of(word), oldLow, high, low);
        if (word == WIDE || newHigh >= LIMIT || newHigh < -LIMIT) {
            return false;
        }
        MemoryUtil.putLong(cell, Int128.addLow(oldLow, low));
        MemoryUtil.putLong(cell + HIGH, WindowHigh.word(newHigh));
        return true;
    }

    /** The cell's wide accumulator; one that takes in the window where it has none. */
    private static long widened(long cell, WideSums wideSums) {
        if (wide(cell) == 0) {
            long accumulator = wideSums.allocate();
            widen(cell, accumulator);
        }
        return wide(cell);
    }

    private static void widen(long cell, long accumulator) {
        WideSums.add(accumulator, WindowHigh.of(MemoryUtil.getLong(cell + HIGH)), MemoryUtil.getLong(cell));
        MemoryUtil.putLong(cell, accumulator);
        MemoryUtil.putLong(cell + HIGH, WIDE);
    }

    /** The address of the cell's wide accumulator, which then holds the whole sum; 0 where it has none. */
    static long wide(long cell) {
        return MemoryUtil.getLong(cell + HIGH) == WIDE ? MemoryUtil.getLong(cell) : 0;
    }

    static void merge(long into, long from, WideSums wideSums) {
        long word = MemoryUtil.getLong(from + HIGH);
        long low = MemoryUtil.getLong(from);
        if (word == WIDE) {
            mergeWide(into, low);
        } else if (word != 0 && !addToWindow(into, WindowHigh.of(word), low)) {
            WideSums.add(widened(into, wideSums), WindowHigh.of(word), low);
        }
    }

    private static void mergeWide(long into, long accumulator) {
        if (wide(into) == 0) {
            widen(into, accumulator);
        } else {
            WideSums.merge(wide(into), accumulator);
        }
    }

    /** Makes the sum 0. */
    static void clear(long cell) {
        MemoryUtil.putLong(cell, 0);
        MemoryUtil.putLong(cell + HIGH, 0);
    }

    /** The sum, rounded once, half to even; infinite where it is out of range. */
    static double value(long cell) {
        long wide = wide(cell);
        return wide == 0
                ? FixedSum.toDouble(WindowHigh.of(MemoryUtil.getLong(cell + HIGH)), MemoryUtil.getLong(cell))
                : WideSums.value(wide);
    }

    /** The sum itself. */
    static Dyadic exact(long cell) {
        long wide = wide(cell);
        if (wide != 0) {
            return WideSums.exact(wide);
        }
        return new Dyadic(
                LongSum.integer(WindowHigh.of(MemoryUtil.getLong(cell + HIGH)), MemoryUtil.getLong(cell)), -64);
    }

    /** Whether a value may need a wide accumulator, be it alone or in a sum of up to 2^32 values of its size. */
    static boolean mayLeaveWindow(double value) {
        return !FixedSum.fits(value) || Math.abs(value) >= 1L << 30;
    }
}
