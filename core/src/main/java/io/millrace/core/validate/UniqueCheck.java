package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;

/**
 * Counts the rows whose value another row of the same as-of time had before. Exact: it holds every different value of the
 * feature on the heap, with 16 to 32 bytes for a number, and for a text its bytes and about 40 more.
 */
final class UniqueCheck implements RunningCheck {
    private final Check.Unique check;
    private final int ordinal;
    private final int asOf;
    private final SeenNumbers numbers = new SeenNumbers();
    private final SeenTexts texts = new SeenTexts();
    private long rows;
    private long repeated;

    /**
     * @param asOf the column of as-of times, or -1 where the matrix has none
     */
    UniqueCheck(Check.Unique check, int ordinal, int asOf) {
        this.check = check;
        this.ordinal = ordinal;
        this.asOf = asOf;
    }

    @Override
    public void add(ColumnBatch batch) {
        ColumnVector column = batch.column(ordinal);
        rows += batch.rowCount();
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!column.isNull(row)
                    && !isNew(column, row, asOf < 0 ? 0 : batch.longs(asOf).get(row))) {
                repeated++;
            }
        }
    }

    private boolean isNew(ColumnVector column, int row, long time) {
        if (column instanceof TextVector text) {
            int code = text.code(row);
            return texts.add(
                    time,
                    text.dictionary().bytes(),
                    text.dictionary().offset(code),
                    text.dictionary().length(code));
        }
        long bits = column instanceof DoubleVector doubles
                ? Double.doubleToLongBits(doubles.get(row) + 0.0)
                : ((LongVector) column).get(row);
        return numbers.add(time, bits);
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        String observed = repeated == 0
                ? "no value twice in " + rows + " rows"
                : repeated + " of " + rows + " rows repeat a value";
        return new CheckResult(check, check.feature() + " is unique", repeated, observed);
    }
}
