package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;

/** {@code not}: null stays null. */
final class Not extends Node {
    private final Node argument;
    private final LongVector result;
    private final LiveRows live;

    Not(Node argument, int capacity) {
        this.argument = argument;
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        LongVector truth = (LongVector) argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(truth, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            result.set(row, truth.get(row) ^ 1);
        }
        return result;
    }
}
