package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.run.InputException;

/** A condition on events that concerns the whole set, not some features. */
final class EventCondition {
    private final String name;
    private final Evaluator evaluator;

    /**
     * @param name what it is, for messages
     */
    EventCondition(String name, BoundExpression condition, int batchRows) {
        this.name = name;
        this.evaluator = Evaluator.of(condition, batchRows);
    }

    /**
     * Keeps the first of {@code rows} and returns how many they are.
     *
     * @throws InputException where a row has no value
     */
    int select(ColumnBatch batch, int[] rows, int count) {
        try {
            return evaluator.select(batch, rows, count, rows);
        } catch (EvaluationException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        }
    }
}
