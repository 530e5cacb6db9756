package io.millrace.core.validate;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.evaluate.Selection;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.LongVector;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.run.InputException;

/** Counts the rows for which a condition is false, and those for which it is null. */
final class ConditionCheck implements RunningCheck {
    private final Check.Condition check;
    private final BoundExpression condition;
    private Evaluator evaluator;
    private int[] rows = new int[0];
    private long total;
    private long violations;
    private long unknown;

    ConditionCheck(Check.Condition check, BoundExpression condition) {
        this.check = check;
        this.condition = condition;
        this.evaluator = Evaluator.of(condition, 1);
    }

    @Override
    public void add(ColumnBatch batch) {
        if (batch.capacity() > rows.length) {
            evaluator = Evaluator.of(condition, batch.capacity());
            rows = Selection.all(batch.capacity());
        }
        LongVector truth = evaluate(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
            if (truth.isNull(row)) {
                unknown++;
            } else if (truth.get(row) == 0) {
                violations++;
            }
        }
        total += batch.rowCount();
    }

    private LongVector evaluate(ColumnBatch batch) {
        try {
            return (LongVector) evaluator.evaluate(batch, rows, batch.rowCount());
        } catch (EvaluationException e) {
            throw new InputException(
                    "the check \"" + check.text() + "\" has no answer for a row: " + e.getMessage(), e);
        }
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        String observed =
                violations == 0 ? "false in no row of " + total : "false in " + violations + " rows of " + total;
        String nulls = unknown == 0 ? "" : ", null in " + unknown;
        return new CheckResult(check, check.text(), violations, observed + nulls);
    }
}
