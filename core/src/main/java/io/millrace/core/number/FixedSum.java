package io.millrace.core.number;

/**
 * Doubles as 128-bit fixed-point numbers in units of 2^-64, so that most sums need two words only: the pairs are added
 * with {@link Int128}. A double fits where its absolute value is below 2^62 and its lowest set bit not below 2^-64;
 * sums of others, and sums that overflow, take an {@link ExactSum}.
 */
public final class FixedSum {
    private static final long SIGNIFICAND_MASK = (1L << 52) - 1;

    /** The exponent field of a double whose significand, as an integer, counts units of 2^-64. */
    private static final int UNIT_EXPONENT = 1075 - 64;

    /** The exponent field of 2^62. */
    private static final int LIMIT_EXPONENT = 1023 + 62;

    private FixedSum() {}

    /** Whether the number is exactly a fixed-point number; false for NaN and infinities. */
    public static boolean fits(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = exponent(bits);
        if (exponent == 0) {
            return value == 0;
        }
        return exponent < LIMIT_EXPONENT
                && exponent - UNIT_EXPONENT + Long.numberOfTrailingZeros(significand(bits)) >= 0;
    }

    /** The high word of a number that fits. */
    public static long high(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int shift = exponent(bits) - UNIT_EXPONENT;
        if (shift <= 0) {
            return bits < 0 && value != 0 ? -1 : 0;
        }
        long significand = significand(bits);
        long high = shift < 64 ? significand >>> 64 - shift : significand << shift - 64;
        long low = shift < 64 ? significand << shift : 0;
        return bits < 0 ? ~high + (low == 0 ? 1 : 0) : high;
    }

    /** The low word of a number that fits. */
    public static long low(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int shift = exponent(bits) - UNIT_EXPONENT;
        if (shift >= 64 || value == 0) {
            return 0;
        }
        long low = shift >= 0 ? significand(bits) << shift : significand(bits) >>> -shift;
        return bits < 0 ? -low : low;
    }

    /** The nearest double, half to even; never -0.0. */
    public static double toDouble(long high, long low) {
        return Int128.toDouble(high, low, -64);
    }

    private static int exponent(long bits) {
        return (int) (bits >>> 52) & 0x7ff;
    }

    private static long significand(long bits) {
        return bits & SIGNIFICAND_MASK | 1L << 52;
    }
}
