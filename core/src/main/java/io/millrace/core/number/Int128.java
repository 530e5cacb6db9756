package io.millrace.core.number;

/**
 * Two's complement integers of 128 bits as pairs of a high and a low word, without objects.
 *
 * <p>{@code -1} is the pair (-1, -1). A long {@code x} is the pair ({@code x >> 63}, {@code x}).
 */
public final class Int128 {
    private static final int SIGNIFICAND_BITS = 53;

    private Int128() {}

    /** The low word of a sum. */
    public static long addLow(long leftLow, long rightLow) {
        return leftLow + rightLow;
    }

    /** The high word of a sum, wrapped where {@link #overflows} says so. */
    public static long addHigh(long leftHigh, long leftLow, long rightHigh, long rightLow) {
        return leftHigh + rightHigh + (Long.compareUnsigned(leftLow + rightLow, leftLow) < 0 ? 1 : 0);
    }

    /** Whether a sum with this high word left the 128 bits. */
    public static boolean overflows(long leftHigh, long rightHigh, long sumHigh) {
        return ((leftHigh ^ sumHigh) & (rightHigh ^ sumHigh)) < 0;
    }

    /** Whether the number is one of int64; then the low word is that number. */
    public static boolean fitsLong(long high, long low) {
        return high == low >> 63;
    }

    /**
     * The number as a long.
     *
     * @throws ArithmeticException where it lies outside int64
     */
    public static long toLongExact(long high, long low) {
        if (!fitsLong(high, low)) {
            throw new ArithmeticException("outside int64");
        }
        return low;
    }

    /** The nearest double, half to even. */
    public static double toDouble(long high, long low) {
        return toDouble(high, low, 0);
    }

    /**
     * The nearest double to the number times 2^{@code scale}, half to even; never -0.0.
     *
     * @param scale such that the result is a normal double: from -1000 to 800
     */
    static double toDouble(long high, long low, int scale) {
        boolean negative = high < 0;
        long absoluteLow = negative ? -low : low;
        long absoluteHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
        int length = absoluteHigh != 0
                ? 128 - Long.numberOfLeadingZeros(absoluteHigh)
                : 64 - Long.numberOfLeadingZeros(absoluteLow);
        int shift = length - SIGNIFICAND_BITS;
        long significand = shift <= 0 ? absoluteLow : rounded(absoluteHigh, absoluteLow, shift);
        double value = Math.scalb((double) significand, Math.max(shift, 0) + scale);
        return negative ? -value : value;
    }

    /** The unsigned number over 2^shift (shift 1 to 75), rounded half to even; at most 2^53. */
    private static long rounded(long high, long low, int shift) {
        long whole = shift < 64 ? low >>> shift | high << 1 << 63 - shift : high >>> shift - 64;
        int half = shift - 1;
        boolean halfSet = ((half < 64 ? low : high) >>> half & 1) != 0;
        long rest = half < 64 ? low & (1L << half) - 1 : low | high & (1L << half) - 1;
        return halfSet && ((whole & 1) != 0 || rest != 0) ? whole + 1 : whole;
    }
}
