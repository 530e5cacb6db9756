package io.millrace.engine.arrow;

import io.millrace.core.sketch.LogBuckets;
import java.math.BigInteger;
import java.util.Arrays;

/** What is told of lists and counts of values; a list is sorted in place for it. */
final class ListResults {
    private static final double MICROS_PER_SECOND = 1e6;

    private ListResults() {}

    /** The order of the values that words stand for. */
    interface WordOrder {
        int compare(long left, long right);
    }

    /** The number of different values. */
    static long size(long cell) {
        LongList.compact(cell);
        return LongList.size(cell);
    }

    /**
     * The interpolated quantile of doubles. It is infinite or NaN where two values are further apart than doubles reach.
     *
     * @param share in [0, 1]
     */
    static double quantile(long cell, double share) {
        LongList.sort(cell);
        double place = share * (LongList.size(cell) - 1);
        int below = (int) Math.floor(place);
        double value = Extremes.unordered(LongList.get(cell, below));
        if (place == below) {
            return value;
        }
        double next = Extremes.unordered(LongList.get(cell, below + 1));
        return between(value, next, place - below);
    }

    static double between(double value, double next, double part) {
        return value + (next - value) * part;
    }

    /** The longest time between two neighbours in a list of different times, in seconds. */
    static double longestGap(long cell) {
        LongList.compact(cell);
        long longest = 0;
        for (int i = 1; i < LongList.size(cell); i++) {
            long gap = LongList.get(cell, i) - LongList.get(cell, i - 1);
            longest = Long.compareUnsigned(gap, longest) > 0 ? gap : longest;
        }
        return seconds(longest);
    }

    /**
     * @param longest microseconds, unsigned
     */
    static double seconds(long longest) {
        double micros = longest >= 0 ? longest : new BigInteger(Long.toUnsignedString(longest)).doubleValue();
        return micros / MICROS_PER_SECOND;
    }

    /** The word that occurs most often, of several the smallest. */
    static long mode(long cell, WordOrder order) {
        long mode = 0;
        long most = 0;
        for (int place = 0; place < LongCounts.places(cell); place++) {
            long count = LongCounts.count(cell, place);
            long word = LongCounts.value(cell, place);
            if (count > most || count == most && count > 0 && order.compare(word, mode) < 0) {
                mode = word;
                most = count;
            }
        }
        return mode;
    }

    /** The middle of the bucket of the value at {@code floor(share · (n - 1))}. */
    static double approximateQuantile(long cell, double share) {
        long[] buckets = new long[LongCounts.size(cell)];
        long total = 0;
        int found = 0;
        for (int place = 0; place < LongCounts.places(cell); place++) {
            if (LongCounts.count(cell, place) > 0) {
                buckets[found++] = LongCounts.value(cell, place);
                total += LongCounts.count(cell, place);
            }
        }
        Arrays.sort(buckets);
        long rank = (long) Math.floor(share * (total - 1));
        int bucket = 0;
        for (long seen = LongCounts.countOf(cell, buckets[0]); seen <= rank; ) {
            bucket++;
            seen += LongCounts.countOf(cell, buckets[bucket]);
        }
        return LogBuckets.middle((int) buckets[bucket]);
    }
}
