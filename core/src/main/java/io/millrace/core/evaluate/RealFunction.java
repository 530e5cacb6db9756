package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.plan.ScalarFunction;

/** Functions of one double; what is not finite becomes null and is counted. */
final class RealFunction extends Node {
    private final ScalarFunction function;
    private final Node argument;
    private final Tally tally;
    private final DoubleVector result;
    private final LiveRows live;

    RealFunction(ScalarFunction function, Node argument, int capacity, Tally tally) {
        this.function = function;
        this.argument = argument;
        this.tally = tally;
        this.result = new DoubleVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        DoubleVector arguments = (DoubleVector) argument.evaluate(batch, rows, count);
        double[] values = arguments.values();
        result.clearNulls();
        live.start(rows, count);
        live.require(arguments, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            tally.store(result, row, value(values[row]));
        }
        return result;
    }

    private double value(double x) {
        return switch (function) {
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> round(x);
            case SQRT -> Math.sqrt(x);
            case LN -> StrictMath.log(x);
            case EXP -> StrictMath.exp(x);
            default -> throw new IllegalStateException(function.name());
        };
    }

    private static double round(double x) {
        double magnitude = Math.abs(x);
        double floor = Math.floor(magnitude);
        return Math.copySign(magnitude - floor >= 0.5 ? floor + 1 : floor, x);
    }
}
