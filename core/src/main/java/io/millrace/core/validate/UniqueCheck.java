package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;

/**
 * Counts the rows whose value another row of the same as-of time had before. Exact: values that
 * take more than 16 MiB are put aside in temporary files, with 20 bytes for a number and 12 more than its own for a text.
 */
final class UniqueCheck implements RunningCheck {
    private final Check.Unique check;
    private final int ordinal;
    private final int asOf;
    private final RepeatedValues values;
    private long rows;

    /**
     * @param asOf the column of as-of times, or -1 where the matrix has none
     */
    UniqueCheck(Check.Unique check, int ordinal, int asOf) {
        this(check, ordinal, asOf, RepeatedValues.MOST_HELD);
    }

    /**
     * @param mostHeld the most bytes that different values take before they are put aside
     */
    UniqueCheck(Check.Unique check, int ordinal, int asOf, long mostHeld) {
        this.check = check;
        this.ordinal = ordinal;
        this.asOf = asOf;
        this.values = new RepeatedValues(mostHeld);
    }

    @Override
    public void add(ColumnBatch batch) {
        ColumnVector column = batch.column(ordinal);
        rows += batch.rowCount();
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!column.isNull(row)) {
                add(column, row, asOf < 0 ? 0 : batch.longs(asOf).get(row));
            }
        }
    }

    private void add(ColumnVector column, int row, long time) {
        if (column instanceof TextVector text) {
            int code = text.code(row);
            values.add(
                    time,
                    text.dictionary().bytes(),
                    text.dictionary().offset(code),
                    text.dictionary().length(code));
            return;
        }
        long bits = column instanceof DoubleVector doubles
                ? Double.doubleToLongBits(doubles.get(row) + 0.0)
                : ((LongVector) column).get(row);
        values.add(time, bits);
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        long repeated = values.count();
        String observed = repeated == 0
                ? "no value twice in " + rows + " rows"
                : repeated + " of " + rows + " rows repeat a value";
        return new CheckResult(check, check.feature() + " is unique", repeated, observed);
    }
}
