package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;

/** Counts the nulls of a feature. */
final class NotNullCheck implements RunningCheck {
    private final Check.NotNull check;
    private final int ordinal;
    private long rows;
    private long nulls;

    NotNullCheck(Check.NotNull check, int ordinal) {
        this.check = check;
        this.ordinal = ordinal;
    }

    @Override
    public void add(ColumnBatch batch) {
        ColumnVector column = batch.column(ordinal);
        rows += batch.rowCount();
        for (int row = 0; row < batch.rowCount(); row++) {
            nulls += column.isNull(row) ? 1 : 0;
        }
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        String observed = nulls == 0 ? "no null in " + rows + " rows" : nulls + " null of " + rows + " rows";
        return new CheckResult(check, check.feature() + " is not null", nulls, observed);
    }
}
