package io.millrace.core.matrix;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.sketch.ValueHash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Profiles integers, decimals, times and booleans; of integers and decimals also mean, deviation and quantiles. */
final class LongProfiler extends ColumnProfiler {
    private final DataType type;
    private final double unit;
    private final Moments moments = new Moments();
    private final QuantileSketch sketch = new QuantileSketch();
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    LongProfiler(Field field) {
        super(field);
        this.type = field.type();
        this.unit = Math.pow(10, type.scale());
    }

    @Override
    void addValues(ColumnVector vector, int count) {
        long[] values = ((LongVector) vector).values();
        boolean number = type.isNumeric();
        for (int row = 0; row < count; row++) {
            if (vector.isNull(row)) {
                addNull();
                continue;
            }
            long value = values[row];
            min = Math.min(min, value);
            max = Math.max(max, value);
            addDistinct(ValueHash.of(value));
            if (number) {
                moments.add(value);
                sketch.add(value / unit);
            }
        }
    }

    @Override
    void mergeValues(ColumnProfiler other) {
        LongProfiler that = (LongProfiler) other;
        min = Math.min(min, that.min);
        max = Math.max(max, that.max);
        moments.merge(that.moments);
        sketch.merge(that.sketch);
    }

    @Override
    Optional<Object> min() {
        return hasValues() ? Optional.of(boxed(min)) : Optional.empty();
    }

    @Override
    Optional<Object> max() {
        return hasValues() ? Optional.of(boxed(max)) : Optional.empty();
    }

    private Object boxed(long value) {
        return type == DataType.BOOLEAN ? (Object) (value != 0) : (Object) value;
    }

    @Override
    OptionalDouble mean() {
        return scaled(moments.mean());
    }

    @Override
    OptionalDouble deviation() {
        return scaled(moments.deviation());
    }

    @Override
    List<Double> quantiles() {
        return sketch.quantiles(min / unit, max / unit);
    }

    private OptionalDouble scaled(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / unit) : value;
    }
}
