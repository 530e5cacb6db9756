package io.millrace.core.evaluate;

import io.millrace.core.event.DoubleVector;
import org.jspecify.annotations.Nullable;

/** Counts results that are no finite number; shared by the nodes of one evaluator. */
final class Tally {
    private long nonFinite;
    private int @Nullable [] perRow;

    long nonFinite() {
        return nonFinite;
    }

    /** Stores a result: null and counted where it is NaN or infinite, 0.0 for -0.0. */
    void store(DoubleVector result, int row, double value) {
        if (Double.isFinite(value)) {
            result.values()[row] = value + 0.0;
        } else {
            result.setNull(row);
            count(row);
        }
    }

    /** Counts a result of that row. */
    void count(int row) {
        if (perRow == null) {
            nonFinite++;
        } else {
            perRow[row]++;
        }
    }

    /** Counts results that were found earlier and hold again. */
    void add(long results) {
        nonFinite += results;
    }

    /** From now on counts by row into this array, or as usual where it is null. */
    void countInto(int @Nullable [] rows) {
        perRow = rows;
    }
}
