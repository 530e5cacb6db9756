package io.millrace.core.plan;

import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** The column ordinals in a bound expression. */
public final class Ordinals {
    private Ordinals() {}

    /** Calls the consumer for every column, from left to right. */
    public static void forEach(BoundExpression expression, IntConsumer consumer) {
        Leaves.forEach(expression, leaf -> {
            if (leaf instanceof BoundExpression.Column column) {
                consumer.accept(column.ordinal());
            }
        });
    }

    /** The same expression over renumbered columns. */
    static BoundExpression renumber(BoundExpression expression, IntUnaryOperator numbers) {
        return Leaves.replace(
                expression,
                leaf -> leaf instanceof BoundExpression.Column column
                        ? new BoundExpression.Column(
                                numbers.applyAsInt(column.ordinal()), column.type(), column.nullable())
                        : leaf);
    }
}
