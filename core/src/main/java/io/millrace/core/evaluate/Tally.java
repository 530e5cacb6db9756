package io.millrace.core.evaluate;

import io.millrace.core.event.DoubleVector;

/** Counts results that are no finite number; shared by the nodes of one evaluator. */
final class Tally {
    private long nonFinite;

    long nonFinite() {
        return nonFinite;
    }

    /** Stores a result: null and counted where it is NaN or infinite, 0.0 for -0.0. */
    void store(DoubleVector result, int row, double value) {
        if (Double.isFinite(value)) {
            result.values()[row] = value + 0.0;
        } else {
            result.setNull(row);
            nonFinite++;
        }
    }
}
