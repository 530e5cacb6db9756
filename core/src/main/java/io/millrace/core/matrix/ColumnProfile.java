package io.millrace.core.matrix;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the values of one column look like, of a matrix or of an event log.
 *
 * @param rows all rows
 * @param nulls rows in which the column is null
 * @param min the smallest non-null value ({@link Long}, {@link Double}, {@link Boolean} or {@link String}, as the type
 *     says, of a decimal times 10^scale); empty where there is none
 * @param max the largest non-null value
 * @param mean of the non-null numbers; empty for text and times, and where there is none
 * @param deviation the sample standard deviation; empty where there are fewer than two numbers
 * @param quantiles of the numbers at {@link #QUANTILES}, within 1 % of the value; empty where there is none
 * @param distinct the number of different non-null values
 * @param distinctExact whether {@code distinct} was counted, not estimated
 */
public record ColumnProfile(
        String name,
        DataType type,
        long rows,
        long nulls,
        Optional<Object> min,
        Optional<Object> max,
        OptionalDouble mean,
        OptionalDouble deviation,
        List<Double> quantiles,
        long distinct,
        boolean distinctExact) {
    /** The quantiles that a profile tells. */
    public static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);

    public ColumnProfile {
        quantiles = List.copyOf(quantiles);
    }

    /** Whether every row holds the same value (or null); false for a table without rows. */
    public boolean isConstant() {
        return rows > 0 && (nulls == rows || nulls == 0 && distinct == 1 && distinctExact);
    }
}
