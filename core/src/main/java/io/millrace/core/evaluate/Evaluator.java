package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;

/**
 * Computes a bound expression for chosen rows of batches, column by column.
 *
 * <p>The meaning of each operation stands in {@link io.millrace.core.plan.ScalarFunction}. Arguments that an operation
 * does not need for a row are not evaluated for it, so that a failed cast or an overflow is an error only for rows that
 * reach it. What depends on one text column alone, whatever its type, is evaluated once per dictionary entry that occurs, and
 * remembered while the dictionary keeps its identity. Texts that are made have dictionaries whose entries are distinct and
 * whose identity holds until they are full. Not for use by several threads.
 */
public final class Evaluator {
    private final Node root;
    private final DataType type;
    private final Tally tally;
    private final int capacity;

    private Evaluator(Node root, DataType type, Tally tally, int capacity) {
        this.root = root;
        this.type = type;
        this.tally = tally;
        this.capacity = capacity;
    }

    /**
     * @param capacity the most rows of any batch that will be evaluated; memory is taken accordingly
     * @throws IllegalArgumentException for an expression that the binder does not make: arguments of wrong types or in
     *     wrong number, a path or pattern that is none, a time that moves with the as-of time
     */
    public static Evaluator of(BoundExpression expression, int capacity) {
        Tally tally = new Tally();
        return new Evaluator(new Compiler(capacity, tally).compile(expression), expression.type(), tally, capacity);
    }

    public DataType type() {
        return type;
    }

    /**
     * The values of the expression, valid at positions {@code rows[0]} to {@code rows[count - 1]} of the vector, which
     * is the evaluator's (or a column of the batch) and is overwritten by the next call.
     *
     * @throws EvaluationException where a row has no value: overflow, a cast or a user's function that fails
     */
    public ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        requireFit(batch);
        return root.evaluate(batch, rows, count);
    }

    /**
     * Writes those of the rows for which a boolean expression is true into {@code kept}, in the given order, and returns
     * how many they are.
     *
     * @param kept may be the same array as {@code rows}
     * @throws EvaluationException where a row has no value: overflow, a cast or a user's function that fails
     */
    public int select(ColumnBatch batch, int[] rows, int count, int[] kept) {
        if (type != DataType.BOOLEAN) {
            throw new IllegalStateException("a condition is boolean, not " + type.sql());
        }
        requireFit(batch);
        return root.select(batch, rows, count, kept);
    }

    /** How many results became null because they were NaN or infinite, since creation. Input values are not counted. */
    public long nonFinite() {
        return tally.nonFinite();
    }

    private void requireFit(ColumnBatch batch) {
        if (batch.capacity() > capacity) {
            throw new IllegalArgumentException(
                    "a batch of " + batch.capacity() + " rows for an evaluator of " + capacity);
        }
    }
}
