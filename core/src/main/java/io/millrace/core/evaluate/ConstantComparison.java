package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;

/** A number, time or boolean compared with a constant that is not null. */
final class ConstantComparison extends Node {
    /** What the answer is before it is turned round. */
    enum Order {
        LESS,
        EQUAL,
        GREATER
    }

    private final Order order;
    private final long negated;
    private final Node argument;
    private final long integer;
    private final double number;
    private final LongVector result;
    private final LiveRows live;

    /**
     * @param constant a {@link Long}, {@link Boolean} or {@link Double}, of the argument's type
     */
    ConstantComparison(Order order, boolean negated, Node argument, Object constant, int capacity) {
        this.order = order;
        this.negated = negated ? 1 : 0;
        this.argument = argument;
        this.integer = constant instanceof Double ? 0 : ConstantNode.asLong(constant);
        this.number = constant instanceof Double real ? real : 0;
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(values, result);
        if (values instanceof LongVector longs) {
            compare(longs.values(), live.rows(), live.count());
        } else {
            compare(((DoubleVector) values).values(), live.rows(), live.count());
        }
        return result;
    }

    private void compare(long[] from, int[] rows, int count) {
        long[] to = result.values();
        switch (order) {
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    to[rows[i]] = (from[rows[i]] < integer ? 1 : 0) ^ negated;
                }
            }
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    to[rows[i]] = (from[rows[i]] == integer ? 1 : 0) ^ negated;
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    to[rows[i]] = (from[rows[i]] > integer ? 1 : 0) ^ negated;
                }
            }
        }
    }

    private void compare(double[] from, int[] rows, int count) {
        long[] to = result.values();
        switch (order) {
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    to[rows[i]] = (from[rows[i]] < number ? 1 : 0) ^ negated;
                }
            }
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    to[rows[i]] = (from[rows[i]] == number ? 1 : 0) ^ negated;
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    to[rows[i]] = (from[rows[i]] > number ? 1 : 0) ^ negated;
                }
            }
        }
    }
}
