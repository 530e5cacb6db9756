package io.millrace.benchmarks.compare;

import java.util.Arrays;

/** What several measurements of the same thing come down to. */
record Statistics(double median, double min, double max) {
    /**
     * @param values at least one
     */
    static Statistics of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
    }
}
