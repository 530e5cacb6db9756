package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;

/**
 * {@code =} and {@code <} and, by negating the answer or exchanging the arguments, the other comparisons. No value is
 * NaN, so that exactly one of less, equal and greater holds.
 */
final class Comparison extends Node {
    private final boolean equality;
    private final long negated;
    private final Node left;
    private final Node right;
    private final LongVector result;
    private final LiveRows live;

    /**
     * @param equality whether equal is asked for, not less
     * @param negated whether the answer is turned round
     */
    Comparison(boolean equality, boolean negated, Node left, Node right, int capacity) {
        this.equality = equality;
        this.negated = negated ? 1 : 0;
        this.left = left;
        this.right = right;
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector a = left.evaluate(batch, rows, count);
        ColumnVector b = right.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(a, result);
        live.require(b, result);
        if (a instanceof LongVector longs) {
            compare(longs.values(), ((LongVector) b).values(), live.rows(), live.count());
        } else if (a instanceof DoubleVector doubles) {
            compare(doubles.values(), ((DoubleVector) b).values(), live.rows(), live.count());
        } else if (a instanceof TextVector texts) {
            compare(texts, (TextVector) b, live.rows(), live.count());
        }
        return result;
    }

    private void compare(long[] a, long[] b, int[] rows, int count) {
        long[] values = result.values();
        if (equality) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                values[row] = (a[row] == b[row] ? 1 : 0) ^ negated;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                values[row] = (a[row] < b[row] ? 1 : 0) ^ negated;
            }
        }
    }

    private void compare(double[] a, double[] b, int[] rows, int count) {
        long[] values = result.values();
        if (equality) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                values[row] = (a[row] == b[row] ? 1 : 0) ^ negated;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                values[row] = (a[row] < b[row] ? 1 : 0) ^ negated;
            }
        }
    }

    private void compare(TextVector a, TextVector b, int[] rows, int count) {
        long[] values = result.values();
        if (equality) {
            for (int i = 0; i < count; i++) {
                values[rows[i]] = (Texts.equal(a, b, rows[i]) ? 1 : 0) ^ negated;
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[rows[i]] = (Texts.compare(a, b, rows[i]) < 0 ? 1 : 0) ^ negated;
            }
        }
    }
}
