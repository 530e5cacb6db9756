package io.millrace.core.contract;

import io.millrace.core.sketch.LogBuckets;
import java.util.List;

/** Quantiles of doubles. */
final class ReferenceQuantiles {
    private ReferenceQuantiles() {}

    /** Between the two values at {@code q·(n - 1)}. */
    static double exact(List<Object> values, double q) {
        List<Double> sorted = sorted(values);
        double place = q * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        double a = sorted.get(below);
        if (place == below) {
            return a;
        }
        double b = sorted.get(below + 1);
        return a + (b - a) * (place - below);
    }

    /** The middle of the bucket that holds the value at {@code floor(q·(n - 1))}: buckets stand in order of their values. */
    static double approximate(List<Object> values, double q) {
        double exact = sorted(values).get((int) Math.floor(q * (values.size() - 1)));
        return LogBuckets.middle(LogBuckets.of(exact));
    }

    private static List<Double> sorted(List<Object> values) {
        return values.stream().map(Double.class::cast).sorted().toList();
    }
}
