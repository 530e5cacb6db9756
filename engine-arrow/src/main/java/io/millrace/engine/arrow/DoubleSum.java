package io.millrace.engine.arrow;

import io.millrace.core.number.Dyadic;
import io.millrace.core.number.FixedSum;
import io.millrace.core.number.Int128;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * An exact sum of doubles in a cell: a window of 128 bits in units of 2^-64 (low half, high half), and the address of a
 * wide accumulator, or 0. The sum is that of both.
 *
 * <p>A value goes into the window if it is a multiple of 2^-64 and the window stays below 2^62 in magnitude; otherwise
 * into the wide accumulator. Both are exact, so that it does not matter which values went where.
 */
final class DoubleSum {
    static final int BYTES = 24;

    private static final int HIGH = 8;
    private static final int WIDE = 16;
    private static final long LIMIT = 1L << 62;

    private DoubleSum() {}

    static void add(long cell, double value, WideSums wideSums) {
        boolean taken = FixedSum.fits(value) && addToWindow(cell, FixedSum.high(value), FixedSum.low(value));
        if (!taken) {
            WideSums.add(wide(cell, wideSums), value);
        }
    }

    /** Whether the window could take it; if not, it is as it was. */
    private static boolean addToWindow(long cell, long high, long low) {
        long oldLow = MemoryUtil.getLong(cell);
        long newHigh = Int128.addHigh(MemoryUtil.getLong(cell + HIGH), oldLow, high, low);
        if (newHigh >= LIMIT || newHigh < -LIMIT) {
            return false;
        }
        MemoryUtil.putLong(cell, Int128.addLow(oldLow, low));
        MemoryUtil.putLong(cell + HIGH, newHigh);
        return true;
    }

    /** The cell's wide accumulator, a new one where it has none. */
    private static long wide(long cell, WideSums wideSums) {
        long wide = MemoryUtil.getLong(cell + WIDE);
        if (wide == 0) {
            wide = wideSums.allocate();
            MemoryUtil.putLong(cell + WIDE, wide);
        }
        return wide;
    }

    static void merge(long into, long from, WideSums wideSums) {
        long high = MemoryUtil.getLong(from + HIGH);
        long low = MemoryUtil.getLong(from);
        if (!addToWindow(into, high, low)) {
            WideSums.add(wide(into, wideSums), high, low);
        }
        long other = MemoryUtil.getLong(from + WIDE);
        if (other != 0) {
            if (MemoryUtil.getLong(into + WIDE) == 0) {
                MemoryUtil.putLong(into + WIDE, other);
            } else {
                WideSums.merge(MemoryUtil.getLong(into + WIDE), other);
            }
        }
    }

    /** The sum, rounded once, half to even; infinite where it is out of range. */
    static double value(long cell) {
        long high = MemoryUtil.getLong(cell + HIGH);
        long low = MemoryUtil.getLong(cell);
        long wide = MemoryUtil.getLong(cell + WIDE);
        return wide == 0 ? FixedSum.toDouble(high, low) : WideSums.value(wide, high, low);
    }

    /** The sum itself. */
    static Dyadic exact(long cell) {
        Dyadic window = new Dyadic(Words.integer(cell, 2), -64);
        long wide = MemoryUtil.getLong(cell + WIDE);
        return wide == 0 ? window : window.plus(WideSums.exact(wide));
    }

    /** Whether a value may need a wide accumulator, be it alone or in a sum of up to 2^32 values of its size. */
    static boolean mayLeaveWindow(double value) {
        return !FixedSum.fits(value) || Math.abs(value) >= 1L << 30;
    }
}
