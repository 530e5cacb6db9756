package io.millrace.core.matrix;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.sketch.ValueHash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Profiles doubles; what is not finite counts as null. */
final class DoubleProfiler extends ColumnProfiler {
    private final Moments moments = new Moments();
    private final QuantileSketch sketch = new QuantileSketch();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    DoubleProfiler(Field field) {
        super(field);
    }

    @Override
    void addValues(ColumnVector vector, int count) {
        double[] values = ((DoubleVector) vector).values();
        for (int row = 0; row < count; row++) {
            double value = values[row] + 0.0;
            if (vector.isNull(row) || !Double.isFinite(value)) {
                addNull();
            } else {
                min = Math.min(min, value);
                max = Math.max(max, value);
                moments.add(value);
                sketch.add(value);
                addDistinct(ValueHash.of(value));
            }
        }
    }

    @Override
    void mergeValues(ColumnProfiler other) {
        DoubleProfiler that = (DoubleProfiler) other;
        min = Math.min(min, that.min);
        max = Math.max(max, that.max);
        moments.merge(that.moments);
        sketch.merge(that.sketch);
    }

    @Override
    Optional<Object> min() {
        return hasValues() ? Optional.of(min) : Optional.empty();
    }

    @Override
    Optional<Object> max() {
        return hasValues() ? Optional.of(max) : Optional.empty();
    }

    @Override
    OptionalDouble mean() {
        return moments.mean();
    }

    @Override
    OptionalDouble deviation() {
        return moments.deviation();
    }

    @Override
    List<Double> quantiles() {
        return sketch.quantiles(min, max);
    }
}
