package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.number.DoubleText;

/** Counts the values outside a range. */
final class RangeCheck implements RunningCheck {
    /** Integral doubles below this are titled without a point. */
    private static final double PLAIN = 1e15;

    private final Check.Range check;
    private final int ordinal;
    private final double min;
    private final double max;
    private long violations;

    RangeCheck(Check.Range check, int ordinal) {
        this.check = check;
        this.ordinal = ordinal;
        this.min = check.min().orElse(Double.NEGATIVE_INFINITY);
        this.max = check.max().orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public void add(ColumnBatch batch) {
        ColumnVector column = batch.column(ordinal);
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!column.isNull(row) && isOutside(column, row)) {
                violations++;
            }
        }
    }

    private boolean isOutside(ColumnVector column, int row) {
        if (column instanceof DoubleVector doubles) {
            double value = doubles.get(row);
            return value < min || value > max;
        }
        long value = ((LongVector) column).get(row);
        return compare(value, min) < 0 || compare(value, max) > 0;
    }

    /** Compares without rounding the integer to a double. */
    private static int compare(long value, double bound) {
        if (bound >= 0x1p63) {
            return -1;
        }
        if (bound < -0x1p63) {
            return 1;
        }
        double floor = Math.floor(bound);
        int order = Long.compare(value, (long) floor);
        return order == 0 && bound > floor ? -1 : order;
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

    private static String observed(ColumnProfile column) {
        String nulls = column.nulls() == 0 ? "" : ", " + column.nulls() + " null";
        if (column.min().isEmpty() || column.max().isEmpty()) {
            return "no values" + nulls;
        }
        return "min " + text(column.min().get()) + ", max " + text(column.max().get()) + nulls;
    }

    private static String text(Object value) {
        return value instanceof Double real ? DoubleText.toString(real) : value.toString();
    }
}
