package io.millrace.core.number;

import java.math.BigInteger;

/**
 * An exact number {@code significand · 2^exponent}, for what is computed once at the end from exact sums.
 */
public record Dyadic(BigInteger significand, int exponent) {
    public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    private static final int SIGNIFICAND_BITS = 53;
    private static final int LEAST_EXPONENT = -1074;

    /** Bits of a quotient: enough that what is cut off decides nothing but whether it is exact. */
    private static final int QUOTIENT_BITS = 66;

    public static Dyadic of(long value) {
        return new Dyadic(BigInteger.valueOf(value), 0);
    }

    /**
     * @param value finite
     */
    public static Dyadic of(double value) {
        return new Dyadic(BigInteger.valueOf(Significand.of(value)), Significand.exponent(value));
    }

    public Dyadic plus(Dyadic other) {
        if (significand.signum() == 0) {
            return other;
        }
        if (other.significand.signum() == 0) {
            return this;
        }
        int lower = Math.min(exponent, other.exponent);
        return new Dyadic(shifted(lower).add(other.shifted(lower)), lower);
    }

    public Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.significand.negate(), other.exponent));
    }

    public Dyadic times(Dyadic other) {
        return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
    }

    private BigInteger shifted(int to) {
        return significand.shiftLeft(exponent - to);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return significand.signum();
    }

    /** The nearest double, half to even; infinite where it is out of range, never -0.0. */
    public double value() {
        return rounded(significand, exponent);
    }

    /**
     * The nearest double to the quotient, half to even; infinite where it is out of range, never -0.0.
     *
     * @param divisor not zero
     */
    public double dividedBy(Dyadic divisor) {
        BigInteger numerator = significand.abs();
        BigInteger denominator = divisor.significand.abs();
        int shift = Math.max(0, QUOTIENT_BITS - numerator.bitLength() + denominator.bitLength());
        BigInteger[] quotient = numerator.shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger sticky = quotient[1].signum() == 0 ? quotient[0] : quotient[0].setBit(0);
        boolean negative = signum() * divisor.signum() < 0;
        return rounded(negative ? sticky.negate() : sticky, exponent - divisor.exponent - shift);
    }

    private static double rounded(BigInteger significand, int exponent) {
        if (significand.signum() == 0) {
            return 0;
        }
        BigInteger magnitude = significand.abs();
        int lowest = Math.max(exponent + magnitude.bitLength() - SIGNIFICAND_BITS, LEAST_EXPONENT);
        int cut = lowest - exponent;
        double value = cut <= 0
                ? Math.scalb((double) magnitude.longValue(), exponent)
                : Math.scalb((double) cutHalfToEven(magnitude, cut), lowest);
        // the smallest numbers round to zero, which has no sign
        return significand.signum() < 0 ? 0 - value : value;
    }

    private static long cutHalfToEven(BigInteger magnitude, int cut) {
        long whole = magnitude.shiftRight(cut).longValue();
        boolean half = magnitude.testBit(cut - 1);
        boolean more = magnitude.getLowestSetBit() < cut - 1;
        return half && (more || (whole & 1) != 0) ? whole + 1 : whole;
    }
}
