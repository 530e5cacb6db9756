package io.millrace.core.sketch;

/**
 * Buckets of nearly equal relative width over the finite doubles, as in DDSketch (Masson, Rim, Lee: "DDSketch: a fast and
 * fully-mergeable quantile sketch with relative-error guarantees", 2019), with its linearly interpolated logarithm:
 * sign, exponent and six bits of the significand number a bucket. Zero has one of its own. Every number of a bucket is
 * within 1/128 of its {@link #middle}; nothing but integer arithmetic on the bits of a double is involved, so that all
 * machines agree.
 */
public final class LogBuckets {
    /** Every bucket's number is between this and its negative. */
    public static final int MOST = 2104 * 64;

    private static final int BUCKET_BITS = 6;
    private static final int SHIFT = 52 - BUCKET_BITS;

    /** A subnormal number is taken times 2^54, and its bucket so much lower. */
    private static final int SCALE = 54;

    /** Above the number that the smallest double would have without it. */
    private static final int OFFSET = (SCALE << BUCKET_BITS) + 1;

    private LogBuckets() {}

    /** The number of a finite double's bucket; numbers in order have buckets in order, and 0 that of 0. */
    public static int of(double value) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return 0;
        }
        int bucket = magnitude < Double.MIN_NORMAL
                ? upperBits(magnitude * 0x1p54) - (SCALE << BUCKET_BITS)
                : upperBits(magnitude);
        return value < 0 ? -(bucket + OFFSET) : bucket + OFFSET;
    }

    private static int upperBits(double magnitude) {
        return (int) (Double.doubleToRawLongBits(magnitude) >>> SHIFT);
    }

    /** A number within 1/128 of every number of the bucket. */
    public static double middle(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        int upper = Math.abs(bucket) - OFFSET;
        double magnitude = upper >> BUCKET_BITS >= 1 ? middleOf(upper) : smallMiddle(upper + (SCALE << BUCKET_BITS));
        return bucket < 0 ? -magnitude : magnitude;
    }

    private static double middleOf(int upper) {
        return Double.longBitsToDouble((long) upper << SHIFT | 1L << SHIFT - 1);
    }

    /** The middle of a bucket of subnormal numbers, in whole units of the smallest, rounded down. */
    private static double smallMiddle(int upper) {
        return Double.longBitsToDouble((long) (middleOf(upper) * 0x1p1020));
    }
}
