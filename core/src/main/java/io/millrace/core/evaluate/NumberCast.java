package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;

/** Between integers, doubles and booleans: a double is rounded half away from zero, all but zero is true. */
final class NumberCast extends Node {
    private static final double TWO_TO_63 = 0x1p63;

    private final Node argument;
    private final DataType type;
    private final boolean lenient;
    private final ColumnVector result;
    private final LiveRows live;

    NumberCast(Node argument, DataType type, boolean lenient, int capacity) {
        this.argument = argument;
        this.type = type;
        this.lenient = lenient;
        this.result = ColumnVector.of(type, capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(values, result);
        for (int i = 0; i < live.count(); i++) {
            cast(values, live.rows()[i]);
        }
        return result;
    }

    private void cast(ColumnVector values, int row) {
        if (result instanceof DoubleVector doubles) {
            doubles.set(row, (double) ((LongVector) values).get(row));
            return;
        }
        LongVector longs = (LongVector) result;
        if (type == DataType.INT64) {
            round(((DoubleVector) values).get(row), row, longs);
        } else if (values instanceof LongVector integers) {
            longs.set(row, integers.get(row) != 0 ? 1 : 0);
        } else {
            longs.set(row, ((DoubleVector) values).get(row) != 0 ? 1 : 0);
        }
    }

    private void round(double value, int row, LongVector to) {
        if (value >= -TWO_TO_63 && value < TWO_TO_63) {
            long whole = (long) value;
            double rest = value - whole;
            to.set(row, rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole);
        } else if (lenient) {
            to.setNull(row);
        } else {
            throw new EvaluationException(
                    "cast(" + value + " as bigint) lies outside int64; try_cast gives null instead");
        }
    }
}
