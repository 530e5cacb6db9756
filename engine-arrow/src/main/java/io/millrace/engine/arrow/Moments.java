package io.millrace.engine.arrow;

import io.millrace.core.number.Dyadic;
import io.millrace.core.plan.Window;
import java.math.BigInteger;

/** Quotients of exact sums, each rounded once. NaN is null. */
final class Moments {
    private static final Dyadic MICROS_PER_DAY = Dyadic.of(Window.MICROS_PER_DAY);

    private Moments() {}

    /**
     * {@code (n·Σx² - (Σx)²) / (n·(n - less))}.
     *
     * @param cell as {@link MomentsKernel} keeps it
     */
    static double variance(long cell, long count, int less) {
        if (count <= less) {
            return Double.NaN;
        }
        Dyadic n = Dyadic.of(count);
        Dyadic sum = DoubleSum.exact(cell);
        Dyadic squares = ProductSum.OF_NUMBERS.exact(cell + MomentsKernel.SQUARES);
        Dyadic above = n.times(squares).minus(sum.times(sum));
        return above.dividedBy(n.times(Dyadic.of(count - less)));
    }

    /**
     * {@code (n·Σtx - Σt·Σx) / (n·Σt² - (Σt)²)} per day.
     *
     * @param cell as {@link SlopeKernel} keeps it
     */
    static double slope(long cell, long count) {
        Dyadic n = Dyadic.of(count);
        Dyadic sum = DoubleSum.exact(cell);
        Dyadic products = ProductSum.OF_NUMBERS.exact(cell + SlopeKernel.PRODUCTS);
        Dyadic times = new Dyadic(Words.integer(cell + SlopeKernel.TIMES, SlopeKernel.WORDS), 0);
        Dyadic squares = new Dyadic(Words.integer(cell + SlopeKernel.SQUARES, SlopeKernel.WORDS), 0);
        Dyadic below = n.times(squares).minus(times.times(times));
        if (below.signum() == 0) {
            return Double.NaN;
        }
        Dyadic above = n.times(products).minus(times.times(sum));
        return above.times(MICROS_PER_DAY).dividedBy(below);
    }

    /** The exact quotient of a sum of decimals and their number. */
    static double average(BigInteger sum, int scale, long count) {
        BigInteger divisor = BigInteger.TEN.pow(scale).multiply(BigInteger.valueOf(count));
        return new Dyadic(sum, 0).dividedBy(new Dyadic(divisor, 0));
    }
}
