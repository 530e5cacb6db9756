package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.Decimals;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.ScalarFunction;

/** {@code + - *} of decimals; what needs more digits than the result's type has is an error. */
final class DecimalArithmetic extends Node {
    private final ScalarFunction function;
    private final Node left;
    private final Node right;
    private final int leftScale;
    private final int rightScale;
    private final DataType type;
    private final LongVector result;
    private final LiveRows live;

    /**
     * @param call {@code + - *} with a decimal result
     */
    DecimalArithmetic(Call call, Node left, Node right, int capacity) {
        this.function = call.function();
        this.left = left;
        this.right = right;
        this.leftScale = call.arguments().get(0).type().scale();
        this.rightScale = call.arguments().get(1).type().scale();
        this.type = call.type();
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
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            compute(a.get(row), b.get(row), row);
        }
        return result;
    }

    private void compute(long a, long b, int row) {
        // 18 digits leave room for a sum in 64 bits, not for a product
        boolean product = function == ScalarFunction.MULTIPLY;
        long value = product ? a * b : function == ScalarFunction.ADD ? a + b : a - b;
        boolean wrapped = product && Math.multiplyHigh(a, b) != value >> 63;
        if (wrapped || !Decimals.fits(value, type.precision())) {
            throw overflow(a, b);
        }
        result.set(row, value);
    }

    private EvaluationException overflow(long a, long b) {
        String symbol = function == ScalarFunction.MULTIPLY ? " * " : function == ScalarFunction.ADD ? " + " : " - ";
        return new EvaluationException(DecimalText.toString(a, leftScale) + symbol + DecimalText.toString(b, rightScale)
                + " needs more digits than " + type.sql() + " has; cast to double");
    }
}
