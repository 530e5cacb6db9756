package io.millrace.core.matrix;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Accumulates the profile of one column. */
abstract class ColumnProfiler {
    private final Field field;
    private final DistinctCounter distinct = new DistinctCounter();
    private long rows;
    private long nulls;

    ColumnProfiler(Field field) {
        this.field = field;
    }

    static ColumnProfiler of(Field field) {
        if (field.type() == DataType.TEXT) {
            return new TextProfiler(field);
        }
        return field.type() == DataType.FLOAT64 ? new DoubleProfiler(field) : new LongProfiler(field);
    }

    /** Takes the first {@code count} rows. */
    final void add(ColumnVector vector, int count) {
        rows += count;
        addValues(vector, count);
    }

    abstract void addValues(ColumnVector vector, int count);

    final void addNull() {
        nulls++;
    }

    final void addDistinct(long hash) {
        distinct.add(hash);
    }

    final void merge(ColumnProfiler other) {
        rows += other.rows;
        nulls += other.nulls;
        distinct.merge(other.distinct);
        mergeValues(other);
    }

    abstract void mergeValues(ColumnProfiler other);

    final ColumnProfile profile() {
        return new ColumnProfile(
                field.name(),
                field.type(),
                rows,
                nulls,
                min(),
                max(),
                mean(),
                deviation(),
                quantiles(),
                distinct.count(),
                distinct.isExact());
    }

    final boolean hasValues() {
        return rows > nulls;
    }

    abstract Optional<Object> min();

    abstract Optional<Object> max();

    OptionalDouble mean() {
        return OptionalDouble.empty();
    }

    OptionalDouble deviation() {
        return OptionalDouble.empty();
    }

    List<Double> quantiles() {
        return List.of();
    }
}
