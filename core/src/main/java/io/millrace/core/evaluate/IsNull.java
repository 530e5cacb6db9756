package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;

/** Whether the argument has no value; never null itself. */
final class IsNull extends Node {
    private final Node argument;
    private final LongVector result;

    IsNull(Node argument, int capacity) {
        this.argument = argument;
        this.result = new LongVector(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        for (int i = 0; i < count; i++) {
            result.set(rows[i], values.isNull(rows[i]) ? 1 : 0);
        }
        return result;
    }
}
