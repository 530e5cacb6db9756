package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.LongVector;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.BoundExpression;

/** Counts the rows for which a condition is false, and those for which it is null. */
final class ConditionCheck implements RunningCheck {
    private final Check.Condition check;
    private final RowCondition condition;
    private long total;
    private long violations;
    private long unknown;

    ConditionCheck(Check.Condition check, BoundExpression condition) {
        this.check = check;
        this.condition = new RowCondition(check.text(), condition);
    }

    @Override
    public void add(ColumnBatch batch) {
        LongVector truth = condition.evaluate(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
            if (truth.isNull(row)) {
                unknown++;
            } else if (truth.get(row) == 0) {
                violations++;
            }
        }
        total += batch.rowCount();
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        String observed =
                violations == 0 ? "false in no row of " + total : "false in " + violations + " rows of " + total;
        String nulls = unknown == 0 ? "" : ", null in " + unknown;
        return new CheckResult(check, check.text(), violations, observed + nulls);
    }
}
