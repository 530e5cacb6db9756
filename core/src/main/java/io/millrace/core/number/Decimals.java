package io.millrace.core.number;

import io.millrace.core.event.DataType;

/**
 * Decimals of up to {@value DataType#MOST_DIGITS} digits as integers {@code value * 10^scale}. Rounding is half away
 * from zero; what has more digits than asked for is {@link #OUTSIDE}.
 */
public final class Decimals {
    /** What stands for a number with too many digits; it is no decimal itself. */
    public static final long OUTSIDE = Long.MIN_VALUE;

    private static final long[] POWERS_OF_TEN = powersOfTen();
    private static final long MOST_EXACT = 1L << 53;
    private static final int SIGNIFICAND_BITS = 52;
    private static final int QUOTIENT_BITS = 57;

    private Decimals() {}

    private static long[] powersOfTen() {
        long[] powers = new long[DataType.MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /**
     * Ten to that power.
     *
     * @param exponent 0 to {@value DataType#MOST_DIGITS}
     */
    public static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** Whether the integer has at most so many digits. */
    public static boolean fits(long unscaled, int digits) {
        long limit = POWERS_OF_TEN[digits];
        return unscaled < limit && unscaled > -limit;
    }

    /**
     * The decimal with another scale, in the type of that precision.
     *
     * @param unscaled any integer
     * @param precision at least the scale
     */
    public static long rescale(long unscaled, int fromScale, int precision, int scale) {
        if (scale >= fromScale) {
            int added = scale - fromScale;
            return fits(unscaled, precision - added) ? unscaled * POWERS_OF_TEN[added] : OUTSIDE;
        }
        long divisor = POWERS_OF_TEN[fromScale - scale];
        long whole = unscaled / divisor;
        long rest = unscaled % divisor;
        if (2 * Math.abs(rest) >= divisor) {
            whole += unscaled < 0 ? -1 : 1;
        }
        return fits(whole, precision) ? whole : OUTSIDE;
    }

    /**
     * The nearest double, half to even.
     *
     * @param unscaled of at most {@value DataType#MOST_DIGITS} digits
     */
    public static double toDouble(long unscaled, int scale) {
        if (unscaled >= -MOST_EXACT && unscaled <= MOST_EXACT) {
            // both operands are exact, so that the one operation rounds once (Clinger 1990)
            return (double) unscaled / POWERS_OF_TEN[scale];
        }
        return scale == 0 ? unscaled : divide(unscaled, POWERS_OF_TEN[scale]);
    }

    /** The quotient, bit by bit until there are more than a double has, and whether anything is left. */
    private static double divide(long dividend, long divisor) {
        long magnitude = Math.abs(dividend);
        long quotient = magnitude / divisor;
        long rest = magnitude % divisor;
        int shift = 0;
        while (quotient >>> QUOTIENT_BITS == 0) {
            rest <<= 1;
            boolean bit = rest >= divisor;
            rest -= bit ? divisor : 0;
            quotient = quotient << 1 | (bit ? 1 : 0);
            shift++;
        }
        double value = Math.scalb((double) (quotient << 1 | (rest == 0 ? 0 : 1)), -shift - 1);
        return dividend < 0 ? -value : value;
    }

    /**
     * The decimal nearest to what the double is in binary, exactly.
     *
     * @param value finite
     */
    public static long fromDouble(double value, int precision, int scale) {
        long whole = (long) value;
        if (!fits(whole, precision - scale)) {
            return OUTSIDE;
        }
        long fraction = scaled(Math.abs(value - whole), POWERS_OF_TEN[scale]);
        long unscaled = whole * POWERS_OF_TEN[scale] + (value < 0 ? -fraction : fraction);
        return fits(unscaled, precision) ? unscaled : OUTSIDE;
    }

    /** The number below 1 times a power of ten, rounded half up: a product of 113 bits, shifted right. */
    private static long scaled(double fraction, long power) {
        int exponent = Math.getExponent(fraction);
        int shift = SIGNIFICAND_BITS - exponent - 1;
        if (shift >= Long.SIZE * 2 - 1) {
            return 0;
        }
        long bits = Double.doubleToRawLongBits(fraction);
        long significand = bits & (1L << SIGNIFICAND_BITS) - 1 | 1L << SIGNIFICAND_BITS;
        long high = Math.multiplyHigh(significand, power);
        long low = significand * power;
        long doubled = shift >= Long.SIZE ? high >>> shift - Long.SIZE : high << Long.SIZE - shift | low >>> shift;
        return doubled + 1 >> 1;
    }
}
