package io.millrace.engine.arrow;

import io.millrace.core.number.Int128;
import java.math.BigInteger;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * A sum of integers in a cell: 127 bits, low half first, of which the upper is kept as {@link WindowHigh} says. No number
 * of rows that can be read overflows it.
 */
final class LongSum {
    static final int BYTES = 16;

    private static final int HIGH = 8;

    private LongSum() {}

    static void add(long cell, long value) {
        add(cell, value >> 63, value);
    }

    private static void add(long cell, long high, long low) {
        long oldLow = MemoryUtil.getLong(cell);
        long newHigh = Int128.addHigh(high(cell), oldLow, high, low);
        MemoryUtil.putLong(cell, Int128.addLow(oldLow, low));
        MemoryUtil.putLong(cell + HIGH, WindowHigh.word(newHigh));
    }

    static void merge(long into, long from) {
        if (isAny(from)) {
            add(into, high(from), low(from));
        }
    }

    /** Notes that a value was added, for zeros; the sum stays the same. */
    static void touch(long cell) {
        MemoryUtil.putLong(cell + HIGH, WindowHigh.touched(MemoryUtil.getLong(cell + HIGH)));
    }

    /** Whether any value was added. */
    static boolean isAny(long cell) {
        return MemoryUtil.getLong(cell + HIGH) != 0;
    }

    static long low(long cell) {
        return MemoryUtil.getLong(cell);
    }

    static long high(long cell) {
        return WindowHigh.of(MemoryUtil.getLong(cell + HIGH));
    }

    static BigInteger integer(long cell) {
        return integer(high(cell), low(cell));
    }

    /** The number of 128 bits. */
    static BigInteger integer(long high, long low) {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
    }
}
