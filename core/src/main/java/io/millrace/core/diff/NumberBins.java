package io.millrace.core.diff;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Bins of numbers by the deciles of a sample, each up to its upper border and with it. A number that is at least a tenth of the
 * sample has a bin of its own, so that a feature which is mostly 0 does not lose what happens around it. The first and the last bin
 * have no end.
 */
final class NumberBins {
    private static final int PARTS = 10;

    private final double[] upper;

    private NumberBins(double[] upper) {
        this.upper = upper;
    }

    /** @param sample finite numbers; without any there is one bin */
    static NumberBins of(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        TreeSet<Double> borders = new TreeSet<>();
        for (int part = 1; part < PARTS && sorted.length > 0; part++) {
            borders.add(sorted[(int) (((long) part * sorted.length + PARTS - 1) / PARTS) - 1]);
        }
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || sorted[to] != sorted[from]) {
                if ((long) (to - from) * PARTS >= sorted.length) {
                    borders.add(Math.nextDown(sorted[from]));
                    borders.add(sorted[from]);
                }
                from = to;
            }
        }
        return new NumberBins(borders.stream().mapToDouble(Double::doubleValue).toArray());
    }

    int size() {
        return upper.length + 1;
    }

    /** The bin of a finite number, from 0. */
    int of(double value) {
        int at = Arrays.binarySearch(upper, value + 0.0);
        return at < 0 ? -at - 1 : at;
    }
}
