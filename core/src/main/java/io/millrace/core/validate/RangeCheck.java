package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.number.DoubleText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Counts the values outside a range. Integers and decimals are compared without rounding them to doubles. */
final class RangeCheck implements RunningCheck {
    /** Integral doubles below this are titled without a point. */
    private static final double PLAIN = 1e15;

    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Check.Range check;
    private final int ordinal;
    private final DataType type;
    private final double min;
    private final double max;

    /** The smallest and the largest integer (of a decimal: times 10^scale) in the range. */
    private final BigInteger least;

    private final BigInteger most;
    private long violations;

    /**
     * @param matrix where the feature is a number
     */
    RangeCheck(Check.Range check, int ordinal, Schema matrix) {
        this.check = check;
        this.ordinal = ordinal;
        this.type = matrix.field(ordinal).type();
        this.min = check.min().orElse(Double.NEGATIVE_INFINITY);
        this.max = check.max().orElse(Double.POSITIVE_INFINITY);
        this.least =
                check.min().map(bound -> scaled(bound, RoundingMode.CEILING)).orElse(SMALLEST);
        this.most = check.max().map(bound -> scaled(bound, RoundingMode.FLOOR)).orElse(LARGEST);
    }

    /** A bound of a decimal is the decimal number as written. */
    private BigInteger scaled(double bound, RoundingMode rounding) {
        BigDecimal exact = type.isDecimal() ? BigDecimal.valueOf(bound) : new BigDecimal(bound);
        return exact.movePointRight(type.scale()).setScale(0, rounding).toBigInteger();
    }

    @Override
    public void add(ColumnBatch batch) {
        ColumnVector column = batch.column(ordinal);
        if (column instanceof DoubleVector doubles) {
            add(doubles, batch.rowCount());
        } else if (least.compareTo(LARGEST) > 0 || most.compareTo(SMALLEST) < 0) {
            addAll(column, batch.rowCount());
        } else {
            long from = least.max(SMALLEST).longValueExact();
            long to = most.min(LARGEST).longValueExact();
            add((LongVector) column, batch.rowCount(), from, to);
        }
    }

    private void add(DoubleVector column, int rows) {
        for (int row = 0; row < rows; row++) {
            double value = column.get(row);
            if (!column.isNull(row) && (value < min || value > max)) {
                violations++;
            }
        }
    }

    private void add(LongVector column, int rows, long from, long to) {
        for (int row = 0; row < rows; row++) {
            long value = column.get(row);
            if (!column.isNull(row) && (value < from || value > to)) {
                violations++;
            }
        }
    }

    /** Every value lies outside a range that 64 bits do not reach. */
    private void addAll(ColumnVector column, int rows) {
        for (int row = 0; row < rows; row++) {
            violations += column.isNull(row) ? 0 : 1;
        }
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        return new CheckResult(
                check, title(), violations, observed(profile.columns().get(ordinal)));
    }

    private String title() {
        if (check.min().isEmpty()) {
            return check.feature() + " <= " + bound(max);
        }
        if (check.max().isEmpty()) {
            return check.feature() + " >= " + bound(min);
        }
        return check.feature() + " in [" + bound(min) + ", " + bound(max) + "]";
    }

    private static String bound(double value) {
        return value == Math.rint(value) && Math.abs(value) < PLAIN
                ? Long.toString((long) value)
                : DoubleText.toString(value);
    }

    private String observed(ColumnProfile column) {
        String nulls = column.nulls() == 0 ? "" : ", " + column.nulls() + " null";
        if (column.min().isEmpty() || column.max().isEmpty()) {
            return "no values" + nulls;
        }
        return "min " + text(column.min().get()) + ", max " + text(column.max().get()) + nulls;
    }

    private String text(Object value) {
        if (type.isDecimal() && value instanceof Long unscaled) {
            return BigDecimal.valueOf(unscaled, type.scale()).toPlainString();
        }
        return value instanceof Double real ? DoubleText.toString(real) : value.toString();
    }
}
