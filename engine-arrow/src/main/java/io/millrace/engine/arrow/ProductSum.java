package io.millrace.engine.arrow;

import io.millrace.core.number.Dyadic;
import io.millrace.core.number.Significand;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * An exact sum of products in a cell: a window of 256 bits in units of a power of two, and the address of a wide
 * accumulator, or 0. The sum is that of both.
 *
 * <p>A product goes into the window if it is a multiple of the unit and the window stays below 2^254 units in magnitude;
 * otherwise into the wide accumulator. Both are exact, so that it does not matter which products went where.
 */
final class ProductSum {
    static final int BYTES = 40;

    /** For squares and other products of usual numbers. */
    static final ProductSum OF_NUMBERS = new ProductSum(-128);

    /** For products with weights, which are at most 1. */
    static final ProductSum OF_WEIGHTED = new ProductSum(-192);

    private static final int WORDS = 4;
    private static final int TOP = 24;
    static final int WIDE = 32;
    private static final int MOST_BITS = 252;
    private static final long LIMIT = 1L << 62;

    private final int unit;

    private ProductSum(int unit) {
        this.unit = unit;
    }

    void add(long cell, double left, double right, WideProducts wides) {
        int exponent = Significand.exponent(left) + Significand.exponent(right);
        add(cell, Significand.of(left), Significand.of(right), exponent, wides);
    }

    void add(long cell, double left, long right, WideProducts wides) {
        add(cell, Significand.of(left), right, Significand.exponent(left), wides);
    }

    private void add(long cell, long left, long right, int exponent, WideProducts wides) {
        if (left == 0 || right == 0) {
            return;
        }
        int leftZeros = Long.numberOfTrailingZeros(left);
        int rightZeros = Long.numberOfTrailingZeros(right);
        long a = left >> leftZeros;
        long b = right >> rightZeros;
        long high = Math.multiplyHigh(a, b);
        int lowest = exponent + leftZeros + rightZeros;
        if (!fits(a, b, lowest) || !addToWindow(cell, high, a * b, lowest - unit)) {
            WideProducts.add(wide(cell, wides), high, a * b, lowest);
        }
    }

    private boolean fits(long left, long right, int lowest) {
        return lowest >= unit && lowest - unit + bits(left) + bits(right) <= MOST_BITS;
    }

    private static int bits(long value) {
        return 64 - Long.numberOfLeadingZeros(value ^ value >> 63);
    }

    /** Whether the window could take it; if not, it is as it was. */
    private static boolean addToWindow(long cell, long high, long low, int shift) {
        Words.add(cell, WORDS, high, low, shift);
        if (isInside(cell)) {
            return true;
        }
        Words.add(cell, WORDS, ~high + (low == 0 ? 1 : 0), -low, shift);
        return false;
    }

    private static boolean isInside(long cell) {
        long top = MemoryUtil.getLong(cell + TOP);
        return top < LIMIT && top >= -LIMIT;
    }

    /** The cell's wide accumulator, a new one where it has none. */
    private static long wide(long cell, WideProducts wides) {
        long wide = MemoryUtil.getLong(cell + WIDE);
        if (wide == 0) {
            wide = wides.allocate();
            MemoryUtil.putLong(cell + WIDE, wide);
        }
        return wide;
    }

    void merge(long into, long from, WideProducts wides) {
        Words.add(into, from, WORDS);
        if (!isInside(into)) {
            Words.subtract(into, from, WORDS);
            WideProducts.add(wide(into, wides), from, WORDS, unit);
        }
        long other = MemoryUtil.getLong(from + WIDE);
        if (other != 0) {
            if (MemoryUtil.getLong(into + WIDE) == 0) {
                MemoryUtil.putLong(into + WIDE, other);
            } else {
                WideProducts.merge(MemoryUtil.getLong(into + WIDE), other);
            }
        }
    }

    /** The sum itself. */
    Dyadic exact(long cell) {
        Dyadic window = new Dyadic(Words.integer(cell, WORDS), unit);
        long wide = MemoryUtil.getLong(cell + WIDE);
        return wide == 0 ? window : window.plus(WideProducts.exact(wide));
    }

    /** Whether the product may need a wide accumulator, be it alone or in a sum of up to 2^32 products of its size. */
    boolean mayLeaveWindow(double left, double right) {
        int exponent = Significand.exponent(left) + Significand.exponent(right);
        return mayLeaveWindow(Significand.of(left), Significand.of(right), exponent);
    }

    boolean mayLeaveWindow(double left, long right) {
        return mayLeaveWindow(Significand.of(left), right, Significand.exponent(left));
    }

    private boolean mayLeaveWindow(long left, long right, int exponent) {
        if (left == 0 || right == 0) {
            return false;
        }
        int zeros = Long.numberOfTrailingZeros(left) + Long.numberOfTrailingZeros(right);
        int above = exponent - unit + bits(left) + bits(right);
        return exponent + zeros < unit || above > MOST_BITS - 32;
    }
}
