package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.plan.ScalarFunction;

/** {@code + - * %} of integers, and a timestamp plus an interval. */
final class LongArithmetic extends Node {
    private final ScalarFunction function;
    private final Node left;
    private final Node right;
    private final LongVector result;
    private final LiveRows live;

    LongArithmetic(ScalarFunction function, Node left, Node right, int capacity) {
        this.function = function;
        this.left = left;
        this.right = right;
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        LongVector a = (LongVector) left.evaluate(batch, rows, count);
        LongVector b = (LongVector) right.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(a, result);
        live.require(b, result);
        switch (function) {
            case ADD, ADD_INTERVAL -> add(a.values(), b.values(), live.rows(), live.count());
            case SUBTRACT -> subtract(a.values(), b.values(), live.rows(), live.count());
            case MULTIPLY -> multiply(a.values(), b.values(), live.rows(), live.count());
            case MODULO -> modulo(a.values(), b.values(), live.rows(), live.count());
            default -> throw new IllegalStateException(function.name());
        }
        return result;
    }

    private void add(long[] a, long[] b, int[] rows, int count) {
        long[] values = result.values();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long sum = a[row] + b[row];
            if (((a[row] ^ sum) & (b[row] ^ sum)) < 0) {
                throw overflow(a[row], "+", b[row]);
            }
            values[row] = sum;
        }
    }

    private void subtract(long[] a, long[] b, int[] rows, int count) {
        long[] values = result.values();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long difference = a[row] - b[row];
            if (((a[row] ^ b[row]) & (a[row] ^ difference)) < 0) {
                throw overflow(a[row], "-", b[row]);
            }
            values[row] = difference;
        }
    }

    private void multiply(long[] a, long[] b, int[] rows, int count) {
        long[] values = result.values();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long product = a[row] * b[row];
            if (Math.multiplyHigh(a[row], b[row]) != product >> 63) {
                throw overflow(a[row], "*", b[row]);
            }
            values[row] = product;
        }
    }

    private void modulo(long[] a, long[] b, int[] rows, int count) {
        long[] values = result.values();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (b[row] == 0) {
                result.setNull(row);
            } else {
                values[row] = a[row] % b[row];
            }
        }
    }

    private EvaluationException overflow(long a, String symbol, long b) {
        String what = function == ScalarFunction.ADD_INTERVAL ? " microseconds lies" : " lies";
        return new EvaluationException(a + " " + symbol + " " + b + what + " outside int64");
    }
}
