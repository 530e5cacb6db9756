package io.millrace.core.plan;

/**
 * The aggregations that engines compute. All but {@code COUNT_ROWS} and those over the event time alone ignore rows in
 * which an argument is null. Over no rows the counts are 0 and all others are null.
 *
 * <p>Other aggregations of the language are bound to these and to scalar operations on their results: {@code stddev_samp}
 * is the root of {@link #VAR_SAMP}, {@code median} the {@link #QUANTILE} at 0.5, {@code bool_and} and {@code bool_or}
 * are {@link #MIN} and {@link #MAX} of a boolean, {@code mean_gap} is the time from {@link #MIN} to {@link #MAX} of the
 * event times over their number less one, {@code decayed_count} is the {@link #DECAYED_SUM} of ones.
 */
public enum AggregationFunction {
    /** {@code count(*)}: int64. */
    COUNT_ROWS(0, true),
    /** {@code count(x)} of any type: int64. */
    COUNT(1, true),
    /** {@code count(distinct x)} of any type: int64. */
    COUNT_DISTINCT(1, true),
    /**
     * Exact; int64 of int64 and boolean (carried in 128 bits), decimal(18, s) of decimal(p, s) (likewise), double of
     * double (rounded once). A result that its type cannot hold is an error.
     */
    SUM(1, false),
    /** The exact sum over the count, a double. Of a decimal the exact quotient, rounded once. */
    AVG(1, false),
    /** The smallest value, of any type; text by unsigned UTF-8 bytes. */
    MIN(1, false),
    /** The largest value, of any type; text by unsigned UTF-8 bytes. */
    MAX(1, false),
    /**
     * Of doubles, a double: {@code (n·Σx² - (Σx)²) / (n·(n - 1))} from exact sums, rounded once; null for fewer than two
     * values. A result out of range is an error.
     */
    VAR_SAMP(1, false),
    /** Of doubles, a double: {@code (n·Σx² - (Σx)²) / n²} from exact sums, rounded once. */
    VAR_POP(1, false),
    /** The value of the earliest event, of any type; of several at that time the smallest. */
    FIRST(1, false),
    /** The value of the latest event, of any type; of several at that time the largest. */
    LAST(1, false),
    /**
     * Of doubles, a double: with the values in order from 0, the one at {@code h = q·(n - 1)}, between two of them {@code
     * a + (b - a)·(h - floor(h))} in double arithmetic; where that leaves the range of double, null, counted as not
     * finite. The parameter is q in [0, 1].
     */
    QUANTILE(1, false),
    /**
     * Of doubles, a double within 1 % of the value at {@code floor(q·(n - 1))}, from a histogram of logarithmic buckets
     * (DDSketch: Masson, Rim, Lee, VLDB 2019). The parameter is q in [0, 1].
     */
    APPROX_QUANTILE(1, false),
    /**
     * Of any type: int64; exact up to 256 different values, above that from 2048 registers (HyperLogLog with the
     * estimator of Ertl, 2017), with a standard error of 2.3 %.
     */
    APPROX_COUNT_DISTINCT(1, true),
    /** The value that occurs most often, of any type; of several the smallest. */
    MODE(1, false),
    /** The different UTC days of the events: int64. */
    COUNT_DAYS(0, true),
    /** The longest time between two consecutive events, in seconds, a double; null for fewer than two events. */
    MAX_GAP(0, false),
    /**
     * Of doubles, a double: the sum of {@code x · w}, {@code w = StrictMath.pow(0.5, age / half_life)} with the age of the
     * event at the as-of time; exact products, exactly summed, rounded once. The parameter is the half-life in
     * microseconds.
     */
    DECAYED_SUM(1, false),
    /**
     * Of doubles, a double: the slope per day of the least-squares line through (event time, x), {@code (n·Σtx - Σt·Σx) /
     * (n·Σt² - (Σt)²)} from exact sums, rounded once; null where all events have one time.
     */
    SLOPE(1, false),
    /** One that a user brought: {@link AggregationCall#user}. */
    USER(-1, false);

    private final int arguments;
    private final boolean count;

    AggregationFunction(int arguments, boolean count) {
        this.arguments = arguments;
        this.count = count;
    }

    /** How many arguments it takes; -1 where that is the user's affair. */
    public int arguments() {
        return arguments;
    }

    /** Whether it is 0 over no rows, and never null. */
    public boolean isCount() {
        return count;
    }
}
