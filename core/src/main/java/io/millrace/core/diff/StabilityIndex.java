package io.millrace.core.diff;

import java.util.OptionalDouble;

/**
 * The population stability index, a measure of drift: with a and b the shares of two populations that fall into a bin, the sum
 * over the bins of (b - a) ln(b / a).
 *
 * <p>It is Jeffreys' divergence (H. Jeffreys, "An invariant form for the prior probability in estimation problems", 1946) of the
 * two histograms. N. Siddiqi ("Credit Risk Scorecards", 2006) reads less than 0.1 as no drift to speak of, and more than 0.25 as a
 * population that has changed.
 */
final class StabilityIndex {
    /** What an empty bin is taken for, as its logarithm has no bound. */
    private static final double NEARLY_NONE = 0.5;

    private StabilityIndex() {}

    /**
     * The index of two histograms over the same bins. A bin that is empty in one of the two counts as half a row there; one that is
     * empty in both counts nothing. Never negative; 0 where all shares are the same.
     *
     * @return empty where one of the two has no row
     */
    static OptionalDouble of(long[] a, long[] b) {
        long allA = total(a);
        long allB = total(b);
        if (allA == 0 || allB == 0) {
            return OptionalDouble.empty();
        }
        double index = 0;
        for (int bin = 0; bin < a.length; bin++) {
            if (a[bin] > 0 || b[bin] > 0) {
                double shareA = share(a[bin], allA);
                double shareB = share(b[bin], allB);
                index += (shareB - shareA) * StrictMath.log(shareB / shareA);
            }
        }
        return OptionalDouble.of(index);
    }

    private static double share(long rows, long all) {
        return Math.max((double) rows, NEARLY_NONE) / all;
    }

    private static long total(long[] rows) {
        long total = 0;
        for (long count : rows) {
            total += count;
        }
        return total;
    }
}
