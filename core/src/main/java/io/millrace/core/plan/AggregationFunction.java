package io.millrace.core.plan;

/** The built-in aggregations. All but {@code COUNT_ROWS} ignore rows in which the argument is null. */
public enum AggregationFunction {
    /** {@code count(*)}: int64, 0 over no rows. */
    COUNT_ROWS,
    /** {@code count(x)}: int64, 0 over no rows. */
    COUNT,
    /** Exact; int64 of int64 and boolean (carried in 128 bits), double of double (rounded once); null over no rows. */
    SUM,
    /** The exact sum over the count, a double; null over no rows. */
    AVG,
    /** Of int64, double, timestamp or boolean; null over no rows. */
    MIN,
    /** Of int64, double, timestamp or boolean; null over no rows. */
    MAX
}
