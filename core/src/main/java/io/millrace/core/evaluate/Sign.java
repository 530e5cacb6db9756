package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;

/** The negative or the absolute value of a number. */
final class Sign extends Node {
    private final boolean absolute;
    private final Node argument;
    private final ColumnVector result;
    private final LiveRows live;

    /**
     * @param result of the argument's type
     */
    Sign(boolean absolute, Node argument, ColumnVector result) {
        this.absolute = absolute;
        this.argument = argument;
        this.result = result;
        this.live = new LiveRows(result.capacity());
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(values, result);
        if (values instanceof LongVector longs) {
            ofLongs(longs.values(), ((LongVector) result).values());
        } else {
            ofDoubles(((DoubleVector) values).values(), ((DoubleVector) result).values());
        }
        return result;
    }

    private void ofLongs(long[] from, long[] to) {
        int[] rows = live.rows();
        int count = live.count();
        for (int i = 0; i < count; i++) {
            long value = from[rows[i]];
            if (value == Long.MIN_VALUE) {
                throw new EvaluationException((absolute ? "abs(" + value : "-(" + value) + ") lies outside int64");
            }
            to[rows[i]] = absolute ? Math.abs(value) : -value;
        }
    }

    private void ofDoubles(double[] from, double[] to) {
        int[] rows = live.rows();
        int count = live.count();
        for (int i = 0; i < count; i++) {
            double value = from[rows[i]];
            to[rows[i]] = absolute ? Math.abs(value) : 0.0 - value;
        }
    }
}
