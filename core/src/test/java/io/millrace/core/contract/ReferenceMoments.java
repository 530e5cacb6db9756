package io.millrace.core.contract;

import io.millrace.core.plan.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregations that are a quotient of exact sums, rounded once. */
final class ReferenceMoments {
    /** More bits of a quotient than a double holds, so that with one more for the remainder it is rounded right. */
    private static final int QUOTIENT_BITS = 70;

    private ReferenceMoments() {}

    /** The number that a value is; true is 1. */
    static BigDecimal exact(Object value) {
        if (value instanceof Double number) {
            return new BigDecimal(number);
        }
        if (value instanceof BigDecimal number) {
            return number;
        }
        return BigDecimal.valueOf(value instanceof Boolean flag ? (flag ? 1L : 0L) : (Long) value);
    }

    /** {@code (n·Σx² - (Σx)²) / (n · divisor)}; null where the divisor is 0. */
    static @Nullable Object variance(List<Object> values, int divisor) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (Object value : values) {
            BigDecimal x = exact(value);
            sum = sum.add(x);
            squares = squares.add(x.multiply(x));
        }
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal above = count.multiply(squares).subtract(sum.multiply(sum));
        BigDecimal below = count.multiply(BigDecimal.valueOf(divisor));
        return divisor == 0 ? null : (Object) finite(quotient(above, below), "the variance");
    }

    /** The slope per day of the line of least squares; null where all events have one time. */
    static @Nullable Object slope(List<Observation> seen) {
        BigDecimal times = BigDecimal.ZERO;
        BigDecimal values = BigDecimal.ZERO;
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (Observation event : seen) {
            BigDecimal t = BigDecimal.valueOf(event.time());
            BigDecimal x = exact(event.value());
            times = times.add(t);
            values = values.add(x);
            products = products.add(t.multiply(x));
            squares = squares.add(t.multiply(t));
        }
        BigDecimal count = BigDecimal.valueOf(seen.size());
        BigDecimal above = count.multiply(products).subtract(times.multiply(values));
        BigDecimal below = count.multiply(squares).subtract(times.multiply(times));
        BigDecimal perDay = above.multiply(BigDecimal.valueOf(Window.MICROS_PER_DAY));
        return below.signum() == 0 ? null : (Object) finite(quotient(perDay, below), "the slope");
    }

    /** The exact sum of each value times the exact product with its weight, rounded once. */
    static Object decayedSum(List<Observation> seen, long asOf, double halfLife) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Observation event : seen) {
            double weight = StrictMath.pow(0.5, (double) (asOf - event.time()) / halfLife);
            sum = sum.add(exact(event.value()).multiply(new BigDecimal(weight)));
        }
        return finite(sum.doubleValue(), "the decayed sum");
    }

    static double finite(double result, String what) {
        if (!Double.isFinite(result)) {
            throw new ArithmeticException(what + " is outside the range of double");
        }
        return result;
    }

    /** The double nearest to the quotient, of two the even one; infinite where it is out of range. */
    static double quotient(BigDecimal above, BigDecimal below) {
        int scale = Math.max(0, Math.max(above.scale(), below.scale()));
        BigInteger numerator = above.setScale(scale).unscaledValue().abs();
        BigInteger denominator = below.setScale(scale).unscaledValue();
        int shift = QUOTIENT_BITS + denominator.bitLength() - numerator.bitLength();
        BigInteger[] parts = shift > 0
                ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
                : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
        BigInteger withRemainder = parts[0].shiftLeft(1).add(BigInteger.valueOf(parts[1].signum()));
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(shift + 1)));
        BigDecimal exact = new BigDecimal(withRemainder);
        BigDecimal quotient = shift + 1 < 0 ? exact.multiply(power) : exact.divide(power);
        return above.signum() * quotient.doubleValue();
    }
}
