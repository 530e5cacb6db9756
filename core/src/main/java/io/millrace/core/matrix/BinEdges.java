package io.millrace.core.matrix;

import io.millrace.core.event.DataType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Where the bars of a histogram begin and end: at multiples of 1, 2 or 5 times a power of ten, and of whole seconds, hours or
 * days for times. A few values far from all others do not stretch it.
 */
final class BinEdges {
    private static final int BINS = 30;

    /** So many whole numbers have a bar each. */
    private static final int MOST_WHOLE = 40;

    /** Of so few values, none is left outside. */
    private static final int FEW = 100;

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final List<Long> TIME_STEPS = List.of(
            SECOND,
            10 * SECOND,
            60 * SECOND,
            600 * SECOND,
            3_600 * SECOND,
            21_600 * SECOND,
            DAY,
            7 * DAY,
            28 * DAY,
            91 * DAY,
            364 * DAY);

    private final DataType type;

    private BinEdges(DataType type) {
        this.type = type;
    }

    /** Ascending edges, at least two; empty for text, booleans and columns without values. */
    static Optional<double[]> of(ColumnProfile column) {
        DataType type = column.type();
        if (type == DataType.TEXT || type == DataType.BOOLEAN || column.min().isEmpty()) {
            return Optional.empty();
        }
        double min = number(type, column.min().get());
        double max = number(type, column.max().orElseThrow());
        double low = min;
        double high = max;
        List<Double> quantiles = column.quantiles();
        if (!quantiles.isEmpty() && column.rows() - column.nulls() >= FEW) {
            double first = quantiles.get(0);
            double last = quantiles.get(quantiles.size() - 1);
            double width = last - first;
            if (width > 0 && Double.isFinite(width)) {
                low = min < first - width ? first - width / 4 : min;
                high = max > last + width ? last + width / 4 : max;
            }
        }
        return Optional.of(low == high ? new double[] {low, low} : new BinEdges(type).between(low, high));
    }

    private static double number(DataType type, Object value) {
        double number = ((Number) value).doubleValue();
        return (type.isDecimal() ? number / Math.pow(10, type.scale()) : number) + 0.0;
    }

    private double[] between(double low, double high) {
        BigDecimal from = new BigDecimal(low);
        BigDecimal to = new BigDecimal(high);
        BigDecimal step = step(to.subtract(from));
        BigDecimal first = from.divide(step, 0, RoundingMode.FLOOR);
        // The last bar holds its upper edge; where a bar is one whole number, that would be two.
        BigDecimal end = isWhole()
                ? to.divide(step, 0, RoundingMode.FLOOR).add(BigDecimal.ONE)
                : to.divide(step, 0, RoundingMode.CEILING);
        int bins = end.subtract(first).intValueExact();
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = first.add(BigDecimal.valueOf(i)).multiply(step).doubleValue() + 0.0;
            if (!Double.isFinite(edges[i]) || i > 0 && edges[i] <= edges[i - 1]) {
                // So near each other, or so far from zero, that no double stands between them.
                return new double[] {low, high};
            }
        }
        return edges;
    }

    private boolean isWhole() {
        return type == DataType.INT64 || type.isDecimal() && type.scale() == 0;
    }

    private BigDecimal step(BigDecimal span) {
        if (isWhole() && span.compareTo(BigDecimal.valueOf(MOST_WHOLE)) < 0) {
            return BigDecimal.ONE;
        }
        BigDecimal least = span.divide(BigDecimal.valueOf(BINS), MathContext.DECIMAL64);
        if (type == DataType.TIMESTAMP) {
            for (long step : TIME_STEPS) {
                if (BigDecimal.valueOf(step).compareTo(least) >= 0) {
                    return BigDecimal.valueOf(step);
                }
            }
        }
        return isWhole() ? round(least).max(BigDecimal.ONE) : round(least);
    }

    /** The next 1, 2 or 5 times a power of ten. */
    private static BigDecimal round(BigDecimal least) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(least.precision() - least.scale() - 1);
        for (int times : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(times));
            if (step.compareTo(least) >= 0) {
                return step;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }
}
