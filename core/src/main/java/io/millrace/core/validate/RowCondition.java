package io.millrace.core.validate;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.evaluate.Selection;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.LongVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.run.InputException;

/** Evaluates a condition over batches of any size. */
final class RowCondition {
    private final String title;
    private final BoundExpression condition;
    private Evaluator evaluator;
    private int[] rows = new int[0];

    /**
     * @param title what the condition is called in an error
     */
    RowCondition(String title, BoundExpression condition) {
        this.title = title;
        this.condition = condition;
        this.evaluator = Evaluator.of(condition, 1);
    }

    /**
     * 1, 0 or null for every row of the batch; valid until the next call.
     *
     * @throws InputException where the condition has no value for a row
     */
    LongVector evaluate(ColumnBatch batch) {
        if (batch.capacity() > rows.length) {
            evaluator = Evaluator.of(condition, batch.capacity());
            rows = Selection.all(batch.capacity());
        }
        try {
            return (LongVector) evaluator.evaluate(batch, rows, batch.rowCount());
        } catch (EvaluationException e) {
            throw new InputException("the check \"" + title + "\" has no answer for a row: " + e.getMessage(), e);
        }
    }
}
