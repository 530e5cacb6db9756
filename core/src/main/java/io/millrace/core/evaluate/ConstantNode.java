package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.BoundExpression.Constant;
import java.util.Arrays;

/** The same value at every row. */
final class ConstantNode extends Node {
    private final ColumnVector values;

    ConstantNode(Constant constant, int capacity) {
        this.values = ColumnVector.of(constant.type(), capacity);
        Object value = constant.value();
        if (value == null) {
            for (int row = 0; row < capacity; row++) {
                values.setNull(row);
            }
        } else if (values instanceof LongVector longs) {
            Arrays.fill(longs.values(), asLong(value));
        } else if (values instanceof DoubleVector doubles) {
            Arrays.fill(doubles.values(), (Double) value + 0.0);
        } else if (values instanceof TextVector texts) {
            texts.dictionary(Dictionary.of((String) value));
        }
    }

    /** An int64, timestamp or boolean constant as it stands in a {@link LongVector}. */
    static long asLong(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return (Long) value;
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        return values;
    }
}
