package io.millrace.core.number;

/** A finite double as an integer times a power of two: {@code significand(x) · 2^exponent(x)}. */
public final class Significand {
    private static final int FRACTION_BITS = 52;
    private static final int BIAS = 1023 + FRACTION_BITS;

    private Significand() {}

    /** The integer, of at most 53 bits, with the number's sign. */
    public static long of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & (1L << FRACTION_BITS) - 1;
        long significand = field(bits) == 0 ? fraction : fraction | 1L << FRACTION_BITS;
        return bits < 0 ? -significand : significand;
    }

    /** The exponent, from -1074 to 971. */
    public static int exponent(double value) {
        return Math.max(field(Double.doubleToRawLongBits(value)), 1) - BIAS;
    }

    private static int field(long bits) {
        return (int) (bits >>> FRACTION_BITS) & 0x7ff;
    }
}
