package io.millrace.core.matrix;

import io.millrace.core.sketch.LogBuckets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A histogram over {@link LogBuckets}.
 *
 * <p>A quantile is told within 1/128 of its value, and exactly where all numbers of its bucket are
 * the same. Content and answers depend only on the numbers, not on their order or on how sketches were merged. Takes
 * 1 KiB for every power of two that occurs.
 */
final class QuantileSketch {
    private static final int BUCKET_BITS = 6;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final int PAGES = 2 * LogBuckets.MOST >> BUCKET_BITS;

    private final @Nullable Page[] pages = new Page[PAGES];
    private long count;

    /** Neighbouring buckets. */
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
        int key = LogBuckets.of(positive) + LogBuckets.MOST;
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
                    return Double.isNaN(only) ? LogBuckets.middle((i << BUCKET_BITS | bucket) - LogBuckets.MOST) : only;
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
}
