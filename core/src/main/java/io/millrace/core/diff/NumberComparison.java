package io.millrace.core.diff;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.number.Decimals;
import io.millrace.core.number.ExactSum;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares numbers, times and booleans. Those of one type are subtracted exactly, others as doubles. */
final class NumberComparison extends ColumnComparison {
    private static final double MICROS_PER_SECOND = 1e6;

    private final double[] sample;
    private final boolean exact;
    private final ExactSum changes = new ExactSum();
    private NumberBins bins = NumberBins.of(new double[0]);
    private long compared;
    private double largest;
    private @Nullable String largestAt;

    NumberComparison(String name, Side a, Side b, int sampleRows) {
        super(name, a, b);
        this.sample = new double[sampleRows];
        this.exact = a.type() == b.type() && a.type().isLong();
    }

    @Override
    void sample(int place, ColumnBatch batch, int row, Side side) {
        sample[place] = isNull(batch, row, side) ? Double.NaN : value(batch, row, side);
    }

    @Override
    int makeBins(int rows) {
        bins = NumberBins.of(Arrays.stream(sample, 0, rows)
                .filter(value -> !Double.isNaN(value))
                .toArray());
        return bins.size();
    }

    @Override
    int bin(ColumnBatch batch, int row, Side side) {
        return isNull(batch, row, side) ? -1 : bins.of(value(batch, row, side));
    }

    @Override
    boolean isNull(ColumnBatch batch, int row, Side side) {
        return batch.column(side.column()).isNull(row)
                || side.type() == DataType.FLOAT64
                        && !Double.isFinite(batch.doubles(side.column()).get(row));
    }

    /** A cell that is not null, as a double; times in seconds. */
    private static double value(ColumnBatch batch, int row, Side side) {
        return side.type() == DataType.FLOAT64
                ? batch.doubles(side.column()).get(row) + 0.0
                : number(batch.longs(side.column()).get(row), side.type());
    }

    private static double number(long value, DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> Decimals.toDouble(value, type.scale());
            case TIMESTAMP -> value / MICROS_PER_SECOND;
            default -> value;
        };
    }

    @Override
    boolean differ(
            ColumnBatch first, int firstRow, Side a, ColumnBatch second, int secondRow, Side b, Supplier<String> key) {
        compared++;
        double change = exact
                ? difference(
                        first.longs(a.column()).get(firstRow),
                        second.longs(b.column()).get(secondRow),
                        a.type())
                : clamped(value(second, secondRow, b) - value(first, firstRow, a));
        if (change == 0) {
            return false;
        }
        changes.add(Math.abs(change));
        if (Math.abs(change) > Math.abs(largest)) {
            largest = change;
            largestAt = key.get();
        }
        return true;
    }

    /** Two different integers never give 0, as their difference is not rounded to it. */
    private static double difference(long first, long second, DataType type) {
        long change = second - first;
        boolean overflows = ((second ^ first) & (second ^ change)) < 0;
        return overflows ? number(second, type) - number(first, type) : number(change, type);
    }

    /** The difference of two doubles may lie outside of their range; the largest one stands for it. */
    private static double clamped(double change) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, change));
    }

    @Override
    FeatureDifference result() {
        return compared == 0
                ? result(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty())
                : result(
                        OptionalDouble.of(largest),
                        Optional.ofNullable(largestAt),
                        OptionalDouble.of(clamped(changes.value()) / compared));
    }
}
