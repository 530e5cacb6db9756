package io.millrace.core.number;

import java.math.BigInteger;

/**
 * The shortest decimal within the rounding interval of a double: the method of Raffaello Giulietti, "The Schubfach way
 * to render doubles" (2020).
 *
 * <p>A double v = c 2^q stands for the reals between the middles to its neighbours. At the power 10^k that is the
 * largest not above the width of that interval, one or two multiples of 10^k lie in it, and at most one of 10^(k+1).
 * To find them, v and both ends are divided by 10^k, with powers of ten of 126 bits, which is enough to compare right.
 * Numbers are held times four, so that the ends are integers, and the last bit tells whether anything was cut off.
 */
final class ShortestDecimal {
    private static final long SMALLEST_NORMAL = 1L << 52;
    private static final int LEAST_EXPONENT = -1074;

    /** Below this significand the interval is so wide that one digit would do; then two digits are found. */
    private static final int FEW_BITS = 3;

    private static final int LEAST_POWER = -292;
    private static final int MOST_POWER = 325;
    private static final long MASK_63 = Long.MAX_VALUE;

    /** The powers of ten from {@link #LEAST_POWER} as 126-bit significands, rounded up: high and low 63 bits. */
    private static final long[] POWERS = powers();

    private ShortestDecimal() {}

    /** The floor of log10(2^e). */
    static int log10OfPowerOfTwo(int e) {
        return (int) (e * 330985980541L >> 40);
    }

    /** The floor of log10(3/4 2^e). */
    static int log10OfThreeQuarters(int e) {
        return (int) (e * 330985980541L - 137371593661L >> 40);
    }

    /** The floor of log2(10^e). */
    static int log2OfPowerOfTen(int e) {
        return (int) (e * 228281160435L >> 36);
    }

    private static long[] powers() {
        long[] powers = new long[2 * (MOST_POWER - LEAST_POWER + 1)];
        for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
            int shift = log2OfPowerOfTen(power) - 125;
            BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
            BigInteger scaled;
            if (power < 0) {
                scaled = BigInteger.ONE.shiftLeft(-shift).divide(ten);
            } else {
                scaled = shift < 0 ? ten.shiftLeft(-shift) : ten.shiftRight(shift);
            }
            BigInteger above = scaled.add(BigInteger.ONE);
            powers[2 * (power - LEAST_POWER)] = above.shiftRight(63).longValue();
            powers[2 * (power - LEAST_POWER) + 1] = above.longValue() & MASK_63;
        }
        return powers;
    }

    private static boolean isFew(long significand, int exponent) {
        return exponent == LEAST_EXPONENT && significand < FEW_BITS;
    }

    /** Whether the neighbour below is half as far as the one above. */
    private static boolean isIrregular(long significand, int exponent) {
        return significand == SMALLEST_NORMAL && exponent > LEAST_EXPONENT;
    }

    /** The power of ten in whose units {@link #digits} counts. */
    static int exponent(long significand, int exponent) {
        int power = isIrregular(significand, exponent) ? log10OfThreeQuarters(exponent) : log10OfPowerOfTwo(exponent);
        return isFew(significand, exponent) ? power - 1 : power;
    }

    /**
     * How many times 10^{@code decimal} the double is, as short as reads back; zeros may stand at its end.
     *
     * @param significand above 0, with the hidden bit
     * @param decimal the {@link #exponent} of the same double
     */
    static long digits(long significand, int exponent, int decimal) {
        boolean few = isFew(significand, exponent);
        long scaled = few ? 10 * significand : significand;
        int power = few ? decimal + 1 : decimal;
        // the ends read back to an even significand only
        int excluded = (int) (scaled & 1);
        int shift = exponent + log2OfPowerOfTen(-power) + 2;
        long middle = scaled << 2;
        int index = 2 * (-power - LEAST_POWER);
        long high = POWERS[index];
        long low = POWERS[index + 1];
        long value = divide(high, low, middle << shift);
        long lower = divide(high, low, middle - (isIrregular(significand, exponent) ? 1 : 2) << shift);
        long upper = divide(high, low, middle + 2 << shift);
        return closest(value, lower + excluded, upper - excluded);
    }

    /** The multiple of ten within the interval, else the nearest integer within; all arguments are times four. */
    private static long closest(long value, long lower, long upper) {
        long floor = value >> 2;
        if (floor >= 100) {
            long ten = floor / 10 * 10;
            boolean lowerTen = lower <= ten << 2;
            boolean upperTen = ten + 10 << 2 <= upper;
            if (lowerTen != upperTen) {
                return lowerTen ? ten : ten + 10;
            }
        }
        boolean lowerOne = lower <= floor << 2;
        boolean upperOne = floor + 1 << 2 <= upper;
        if (lowerOne != upperOne) {
            return lowerOne ? floor : floor + 1;
        }
        long distance = value - (2 * floor + 1 << 1);
        return distance < 0 || distance == 0 && (floor & 1) == 0 ? floor : floor + 1;
    }

    /** The product of a power and a number over 2^127; the last bit is set where anything was cut off. */
    private static long divide(long high, long low, long number) {
        long carried = Math.multiplyHigh(low, number);
        long product = high * number;
        long rest = (product >>> 1) + carried;
        long whole = Math.multiplyHigh(high, number) + (rest >>> 63);
        return whole | (rest & MASK_63) + MASK_63 >>> 63;
    }
}
