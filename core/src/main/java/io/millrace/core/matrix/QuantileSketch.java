package io.millrace.core.matrix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A histogram with buckets of nearly equal relative width, as in DDSketch (Masson, Rim, Lee: "DDSketch: a fast and
 * fully-mergeable quantile sketch with relative-error guarantees", 2019), with its linearly interpolated logarithm:
 * exponent and six bits of the significand of a double number its bucket.
 *
 * <p>A quantile is told within 1/128 of its value (of normal doubles), and exactly where all numbers of its bucket are
 * the same. Content and answers depend only on the numbers, not on their order or on how sketches were merged. Takes
 * 1 KiB for every power of two that occurs.
 */
final class QuantileSketch {
    private static final int BUCKET_BITS = 6;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final int SHIFT = 52 - BUCKET_BITS;

    /** One for each sign and exponent: negative numbers from the largest absolute value down, then positive ones. */
    private static final int PAGES = 2 * 2048;

    private final @Nullable Page[] pages = new Page[PAGES];
    private long count;

    /** The buckets between two powers of two. */
    private static final class Page {
        final long[] counts = new long[BUCKETS];

        /** The only number in a bucket; NaN where there are several. */
        final double[] only = new double[BUCKETS];

        void add(int bucket, long times, double value) {
            if (counts[bucket] == 0) {
                only[bucket] = value;
            } else if (only[bucket] != value) {
                only[bucket] = Double.NaN;
            }
            counts[bucket] += times;
        }
    }

    /**
     * @param value finite
     */
    void add(double value) {
        double positive = value + 0.0;
        int key = key(positive);
        page(key >> BUCKET_BITS).add(key & BUCKETS - 1, 1, positive);
        count++;
    }

    void merge(QuantileSketch other) {
        for (int i = 0; i < PAGES; i++) {
            Page theirs = other.pages[i];
            if (theirs != null) {
                for (int bucket = 0; bucket < BUCKETS; bucket++) {
                    if (theirs.counts[bucket] > 0) {
                        page(i).add(bucket, theirs.counts[bucket], theirs.only[bucket]);
                    }
                }
            }
        }
        count += other.count;
    }

    /**
     * The number at place {@code floor(share * (count - 1))} of all numbers in order.
     *
     * @param share from 0 to 1; there must be a number
     */
    double quantile(double share) {
        long place = (long) (share * (count - 1));
        long seen = 0;
        for (int i = 0; i < PAGES; i++) {
            Page page = pages[i];
            for (int bucket = 0; page != null && bucket < BUCKETS; bucket++) {
                seen += page.counts[bucket];
                if (seen > place) {
                    double only = page.only[bucket];
                    return Double.isNaN(only) ? middle(i << BUCKET_BITS | bucket) : only;
                }
            }
        }
        throw new IllegalStateException("no numbers");
    }

    /** The quantiles that a profile tells, none beyond the extremes; empty without numbers. */
    List<Double> quantiles(double min, double max) {
        List<Double> quantiles = new ArrayList<>();
        for (double share : ColumnProfile.QUANTILES) {
            if (count > 0) {
                quantiles.add(Math.max(min, Math.min(max, quantile(share))));
            }
        }
        return quantiles;
    }

    private Page page(int index) {
        Page page = pages[index];
        if (page == null) {
            page = new Page();
            pages[index] = page;
        }
        return page;
    }

    /** The bucket's number; numbers in order have keys in order. */
    private static int key(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int magnitude = (int) ((bits & Long.MAX_VALUE) >>> SHIFT);
        int half = PAGES / 2 << BUCKET_BITS;
        return bits < 0 ? half - 1 - magnitude : half + magnitude;
    }

    private static double middle(int key) {
        int half = PAGES / 2 << BUCKET_BITS;
        long magnitude = key < half ? half - 1 - key : key - half;
        double value = Double.longBitsToDouble(magnitude << SHIFT | 1L << SHIFT - 1);
        return key < half ? -value : value;
    }
}
