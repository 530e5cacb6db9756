package io.millrace.core.number;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The real sum of doubles, kept as a fixed-point number that holds every double exactly: two's complement, lowest bit
 * 2^-1074, with room for 2^63 additions. The order of additions changes nothing. Not for use by several threads.
 *
 * <p>The static methods work on words that the caller keeps, the lowest first; zeros are an empty sum.
 */
public final class ExactSum {
    /** How many words a sum has. */
    public static final int WORDS = 34;

    private static final int SIGNIFICAND_BITS = 53;
    private static final long SIGNIFICAND_MASK = (1L << 52) - 1;
    private static final int INFINITE_EXPONENT = 0x7ff;

    /** Where bit 2^-64 stands. */
    private static final int FIXED_SHIFT = 1074 - 64;

    private final long[] words = new long[WORDS];

    /**
     * @param value finite
     */
    public void add(double value) {
        add(words, 0, value);
    }

    public void add(ExactSum other) {
        add(words, 0, other.words, 0);
    }

    /** Adds a 128-bit number in units of 2^-64 (see {@link FixedSum}). */
    public void addFixed(long high, long low) {
        addFixed(words, 0, high, low);
    }

    /** The sum as the nearest double, half to even; infinite where it lies outside the range of doubles, never -0.0. */
    public double value() {
        return value(words, 0);
    }

    /** The sum itself, in units of 2^-1074. */
    public BigInteger units() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * WORDS);
        for (int i = WORDS - 1; i >= 0; i--) {
            bytes.putLong(words[i]);
        }
        return new BigInteger(bytes.array());
    }

    /** Makes the sum empty. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /**
     * Adds to the sum whose words begin at {@code offset}.
     *
     * @throws IllegalArgumentException for NaN and infinities
     */
    public static void add(long[] words, int offset, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & INFINITE_EXPONENT;
        if (exponent == INFINITE_EXPONENT) {
            throw new IllegalArgumentException("a sum takes finite numbers, not " + value);
        }
        long significand = exponent == 0 ? bits & SIGNIFICAND_MASK : bits & SIGNIFICAND_MASK | 1L << 52;
        int shift = Math.max(exponent, 1) - 1;
        int bit = shift & 63;
        long low = significand << bit;
        // in two steps, as a shift by 64 would be none
        long high = significand >>> 1 >>> 63 - bit;
        int at = offset + (shift >>> 6);
        if (bits >= 0) {
            plus(words, at, offset + WORDS, low, high);
        } else {
            minus(words, at, offset + WORDS, low, high);
        }
    }

    private static void plus(long[] words, int at, int end, long low, long high) {
        long sum = words[at] + low;
        // high is below 2^53, so that the carry fits
        long carry = high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        words[at] = sum;
        for (int i = at + 1; carry != 0 && i < end; i++) {
            sum = words[i] + carry;
            carry = Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
            words[i] = sum;
        }
    }

    private static void minus(long[] words, int at, int end, long low, long high) {
        long before = words[at];
        words[at] = before - low;
        long borrow = high + (Long.compareUnsigned(before, low) < 0 ? 1 : 0);
        for (int i = at + 1; borrow != 0 && i < end; i++) {
            before = words[i];
            words[i] = before - borrow;
            borrow = Long.compareUnsigned(before, borrow) < 0 ? 1 : 0;
        }
    }

    /** Adds another sum. */
    public static void add(long[] words, int offset, long[] other, int otherOffset) {
        long carry = 0;
        for (int i = 0; i < WORDS; i++) {
            carry = addWord(words, offset + i, other[otherOffset + i], carry);
        }
    }

    /** Adds a 128-bit number in units of 2^-64. */
    public static void addFixed(long[] words, int offset, long high, long low) {
        int at = offset + (FIXED_SHIFT >>> 6);
        int bit = FIXED_SHIFT & 63;
        long carry = addWord(words, at, low << bit, 0);
        carry = addWord(words, at + 1, low >>> 64 - bit | high << bit, carry);
        carry = addWord(words, at + 2, high >> 64 - bit, carry);
        // all ones with a carry, and all zeros without, leave the words above as they are
        for (int i = at + 3; carry != high >>> 63 && i < offset + WORDS; i++) {
            carry = addWord(words, i, high >> 63, carry);
        }
    }

    /** Adds to one word; returns the carry out of it. */
    private static long addWord(long[] words, int at, long term, long carry) {
        long sum = words[at] + term;
        long total = sum + carry;
        words[at] = total;
        return Long.compareUnsigned(sum, term) < 0 || Long.compareUnsigned(total, sum) < 0 ? 1 : 0;
    }

    /** The sum whose words begin at {@code offset}, as {@link #value()} tells it. */
    public static double value(long[] words, int offset) {
        int lowest = 0;
        while (lowest < WORDS && words[offset + lowest] == 0) {
            lowest++;
        }
        if (lowest == WORDS) {
            return 0;
        }
        boolean negative = words[offset + WORDS - 1] < 0;
        int highest = WORDS - 1;
        while (magnitude(words, offset, highest, lowest, negative) == 0) {
            highest--;
        }
        long top = magnitude(words, offset, highest, lowest, negative);
        int length = 64 * highest + 64 - Long.numberOfLeadingZeros(top);
        int shift = length - SIGNIFICAND_BITS;
        if (shift <= 0) {
            // below 2^53 units the bits of a double are the number of units
            return signed(top, negative);
        }
        if (shift + 1 >= INFINITE_EXPONENT) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        long below = shift < 64 * highest ? magnitude(words, offset, highest - 1, lowest, negative) : 0;
        int bit = shift & 63;
        long significand = shift >= 64 * highest ? top >>> bit : top << 64 - bit | below >>> bit;
        int half = shift - 1;
        long halfWord = magnitude(words, offset, half >>> 6, lowest, negative);
        boolean up = (halfWord >>> half & 1) != 0
                && ((significand & 1) != 0 || lowest < half >>> 6 || (halfWord & (1L << half) - 1) != 0);
        // a carry out of the significand moves into the exponent, and from the largest double to infinity
        return signed(((long) shift << 52) + significand + (up ? 1 : 0), negative);
    }

    private static double signed(long bits, boolean negative) {
        double value = Double.longBitsToDouble(bits);
        return negative ? -value : value;
    }

    /** A word of the absolute value; {@code lowest} is the first word that is not zero. */
    private static long magnitude(long[] words, int offset, int word, int lowest, boolean negative) {
        long value = words[offset + word];
        if (!negative || word < lowest) {
            return value;
        }
        return word == lowest ? -value : ~value;
    }
}
