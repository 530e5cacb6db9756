package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.Decimals;
import io.millrace.core.number.DoubleText;

/** A cast between decimals and other numbers or booleans: to a double correctly rounded, else half away from zero. */
final class DecimalCast extends Node {
    private final Node argument;
    private final DataType from;
    private final DataType to;
    private final boolean lenient;
    private final ColumnVector result;
    private final LiveRows live;

    DecimalCast(Node argument, DataType from, DataType to, boolean lenient, int capacity) {
        this.argument = argument;
        this.from = from;
        this.to = to;
        this.lenient = lenient;
        this.result = ColumnVector.of(to, capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(values, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            if (result instanceof DoubleVector doubles) {
                doubles.set(row, Decimals.toDouble(((LongVector) values).get(row), from.scale()));
            } else {
                store(values, row, cast(values, row));
            }
        }
        return result;
    }

    private long cast(ColumnVector values, int row) {
        if (values instanceof DoubleVector doubles) {
            return Decimals.fromDouble(doubles.get(row), to.precision(), to.scale());
        }
        long value = ((LongVector) values).get(row);
        return switch (to.kind()) {
            case BOOLEAN -> value != 0 ? 1 : 0;
            case DECIMAL -> Decimals.rescale(value, from.scale(), to.precision(), to.scale());
            default -> Decimals.rescale(value, from.scale(), DataType.MOST_DIGITS, 0);
        };
    }

    private void store(ColumnVector values, int row, long value) {
        if (value != Decimals.OUTSIDE) {
            ((LongVector) result).set(row, value);
        } else if (lenient) {
            result.setNull(row);
        } else {
            throw new EvaluationException("cast(" + shown(values, row) + " as " + to.sql() + "): more than "
                    + (to.precision() - to.scale()) + " digits before the point; try_cast gives null instead");
        }
    }

    private String shown(ColumnVector values, int row) {
        if (values instanceof DoubleVector doubles) {
            return DoubleText.toString(doubles.get(row));
        }
        long value = ((LongVector) values).get(row);
        return from == DataType.BOOLEAN ? String.valueOf(value != 0) : DecimalText.toString(value, from.scale());
    }
}
