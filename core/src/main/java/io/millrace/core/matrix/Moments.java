package io.millrace.core.matrix;

import io.millrace.core.number.ExactSum;
import io.millrace.core.number.Int128;
import java.math.BigInteger;
import java.util.OptionalDouble;

/**
 * Mean and sample standard deviation from exact sums of numbers and of their squares, so that the order of numbers
 * changes nothing.
 *
 * <p>With n numbers, their sum S and the sum Q of their squares, the mean is S rounded to a double, over n, and the
 * deviation is sqrt((n Q - S^2) / (n (n - 1))), where n Q - S^2 is an exact integer. A square is the rounded product and
 * its error, which one fused multiply-add tells; numbers too large or too small for that are scaled by a power of two.
 */
final class Moments {
    private static final double LARGE = 0x1p500;
    private static final double SMALL = 0x1p-480;
    private static final int SCALE = 600;

    /** A double holds the unit of a sum as 2^-1074. */
    private static final int UNIT = 1074;

    /** Bits of the quotient under the square root: twice those of a double, and then some. */
    private static final int QUOTIENT_BITS = 160;

    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();

    /** Squares of large numbers over 2^1200, and of small ones times 2^1200. */
    private final ExactSum largeSquares = new ExactSum();

    private final ExactSum smallSquares = new ExactSum();

    /** Sum of integers, and of the squares of those that fit 32 bits. */
    private long integerHigh;

    private long integerLow;
    private long squareHigh;
    private long squareLow;

    /** Squares of other integers, over 2^64. */
    private final ExactSum wideSquares = new ExactSum();

    private long count;

    /**
     * @param value finite
     */
    void add(double value) {
        count++;
        sum.add(value);
        double absolute = Math.abs(value);
        if (absolute >= LARGE) {
            addSquare(largeSquares, value * 0x1p-600);
        } else if (absolute >= SMALL) {
            addSquare(squares, value);
        } else if (absolute > 0) {
            addSquare(smallSquares, value * 0x1p600);
        }
    }

    private static void addSquare(ExactSum target, double value) {
        double product = value * value;
        target.add(product);
        target.add(Math.fma(value, value, -product));
    }

    void add(long value) {
        count++;
        integerHigh = Int128.addHigh(integerHigh, integerLow, value >> 63, value);
        integerLow += value;
        if (value == (int) value) {
            long square = value * value;
            squareHigh = Int128.addHigh(squareHigh, squareLow, 0, square);
            squareLow += square;
        } else {
            wideSquares.addFixed(Math.multiplyHigh(value, value), value * value);
        }
    }

    void merge(Moments other) {
        count += other.count;
        sum.add(other.sum);
        squares.add(other.squares);
        largeSquares.add(other.largeSquares);
        smallSquares.add(other.smallSquares);
        wideSquares.add(other.wideSquares);
        integerHigh = Int128.addHigh(integerHigh, integerLow, other.integerHigh, other.integerLow);
        integerLow += other.integerLow;
        squareHigh = Int128.addHigh(squareHigh, squareLow, other.squareHigh, other.squareLow);
        squareLow += other.squareLow;
    }

    /** Empty without numbers. */
    OptionalDouble mean() {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        // only one of the two is not zero
        double total = sum.value() + Int128.toDouble(integerHigh, integerLow);
        if (Double.isInfinite(total)) {
            BigInteger mean = sum.units().divide(BigInteger.valueOf(count));
            return OptionalDouble.of(mean.shiftRight(UNIT).doubleValue());
        }
        return OptionalDouble.of(total / count + 0.0);
    }

    /** Empty for fewer than two numbers. */
    OptionalDouble deviation() {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        BigInteger total = sum.units().add(integer(integerHigh, integerLow).shiftLeft(UNIT));
        BigInteger n = BigInteger.valueOf(count);
        BigInteger numerator = n.multiply(allSquares()).subtract(total.multiply(total));
        BigInteger denominator = n.multiply(n.subtract(BigInteger.ONE));
        int missing = QUOTIENT_BITS + denominator.bitLength() - numerator.bitLength();
        int shift = missing > 0 ? missing + (missing & 1) : 0;
        BigInteger root = numerator.shiftLeft(shift).divide(denominator).sqrt();
        int surplus = Math.max(0, root.bitLength() - Long.SIZE);
        double leading = root.shiftRight(surplus).doubleValue();
        return OptionalDouble.of(Math.scalb(leading, surplus - shift / 2 - UNIT));
    }

    /** The sum of all squares in units of 2^-2148. */
    private BigInteger allSquares() {
        // a small square is a multiple of that unit, so that shifting it right loses nothing
        return squares.units()
                .shiftLeft(UNIT)
                .add(largeSquares.units().shiftLeft(UNIT + 2 * SCALE))
                .add(smallSquares.units().shiftRight(2 * SCALE - UNIT))
                .add(wideSquares.units().shiftLeft(UNIT + Long.SIZE))
                .add(integer(squareHigh, squareLow).shiftLeft(2 * UNIT));
    }

    private static BigInteger integer(long high, long low) {
        return BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1));
    }
}
