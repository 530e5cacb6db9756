package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.plan.ScalarFunction;

/** {@code + - * / %} of doubles, and powers. */
final class DoubleArithmetic extends Node {
    private final ScalarFunction function;
    private final Node left;
    private final Node right;
    private final Tally tally;
    private final DoubleVector result;
    private final LiveRows live;

    DoubleArithmetic(ScalarFunction function, Node left, Node right, int capacity, Tally tally) {
        this.function = function;
        this.left = left;
        this.right = right;
        this.tally = tally;
        this.result = new DoubleVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        DoubleVector a = (DoubleVector) left.evaluate(batch, rows, count);
        DoubleVector b = (DoubleVector) right.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(a, result);
        live.require(b, result);
        switch (function) {
            case ADD -> add(a.values(), b.values(), live.rows(), live.count());
            case SUBTRACT -> subtract(a.values(), b.values(), live.rows(), live.count());
            case MULTIPLY -> multiply(a.values(), b.values(), live.rows(), live.count());
            case DIVIDE -> divide(a.values(), b.values(), live.rows(), live.count());
            case POWER -> power(a.values(), b.values(), live.rows(), live.count());
            case MODULO -> modulo(a.values(), b.values(), live.rows(), live.count());
            default -> throw new IllegalStateException(function.name());
        }
        return result;
    }

    private void add(double[] a, double[] b, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            tally.store(result, row, a[row] + b[row]);
        }
    }

    private void subtract(double[] a, double[] b, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            tally.store(result, row, a[row] - b[row]);
        }
    }

    private void multiply(double[] a, double[] b, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            tally.store(result, row, a[row] * b[row]);
        }
    }

    private void divide(double[] a, double[] b, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (b[row] == 0) {
                result.setNull(row);
            } else {
                tally.store(result, row, a[row] / b[row]);
            }
        }
    }

    private void power(double[] a, double[] b, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            tally.store(result, row, StrictMath.pow(a[row], b[row]));
        }
    }

    private void modulo(double[] a, double[] b, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (b[row] == 0) {
                result.setNull(row);
            } else {
                tally.store(result, row, a[row] % b[row]);
            }
        }
    }
}
