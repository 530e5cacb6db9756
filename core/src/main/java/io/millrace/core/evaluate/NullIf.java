package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;

/** The first argument, null where the second equals it. */
final class NullIf extends Node {
    private final Node left;
    private final Node right;
    private final Merger merger;

    NullIf(Node left, Node right, DataType type, int capacity) {
        this.left = left;
        this.right = right;
        this.merger = new Merger(type, 1, capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector a = left.evaluate(batch, rows, count);
        ColumnVector b = right.evaluate(batch, rows, count);
        merger.start();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (a.isNull(row) || !b.isNull(row) && equal(a, b, row)) {
                merger.result().setNull(row);
            } else {
                merger.copy(0, a, row);
            }
        }
        return merger.result();
    }

    private static boolean equal(ColumnVector a, ColumnVector b, int row) {
        if (a instanceof LongVector longs) {
            return longs.get(row) == ((LongVector) b).get(row);
        }
        if (a instanceof DoubleVector doubles) {
            return doubles.get(row) == ((DoubleVector) b).get(row);
        }
        return Texts.equal((TextVector) a, (TextVector) b, row);
    }
}
