package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import java.util.List;
import java.util.Optional;

/** Results that are a double computed from the cell; NaN stands for null. */
final class NumberFinisher implements Finisher {
    private final Computation computation;
    private final Optional<String> what;
    private final List<String> features;
    private final FeatureNames names;
    private long nonFinite;

    /** From the address of a block. */
    interface Computation {
        double of(long block);
    }

    /**
     * @param what what must not be infinite, for the message: {@code the sum}; where empty, infinite is null and counted
     * @param features those that need the result
     */
    NumberFinisher(Computation computation, Optional<String> what, List<String> features, FeatureNames names) {
        this.computation = computation;
        this.what = what;
        this.features = features;
        this.names = names;
    }

    @Override
    public void finish(long block, long record, ColumnVector column, int row) {
        double result = computation.of(block);
        if (Double.isInfinite(result)) {
            if (what.isPresent()) {
                throw names.failure(features, record, what.get() + " is outside the range of double", null);
            }
            nonFinite++;
        }
        if (!Double.isFinite(result)) {
            column.setNull(row);
        } else {
            // A quotient may underflow to -0.0.
            ((DoubleVector) column).set(row, result + 0.0);
        }
    }

    @Override
    public long nonFinite() {
        return nonFinite;
    }
}
