package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.List;

/** {@code least} or {@code greatest}: nulls are ignored, null where all are. */
final class Extreme extends Node {
    private final boolean greatest;
    private final List<Node> arguments;
    private final ColumnVector[] values;
    private final Merger merger;

    Extreme(boolean greatest, List<Node> arguments, DataType type, int capacity) {
        this.greatest = greatest;
        this.arguments = arguments;
        this.values = new ColumnVector[arguments.size()];
        this.merger = new Merger(type, arguments.size(), capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(batch, rows, count);
        }
        merger.start();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int best = best(row);
            if (best < 0) {
                merger.result().setNull(row);
            } else {
                merger.copy(best, values[best], row);
            }
        }
        return merger.result();
    }

    /** The argument that holds the row's extreme value, -1 where all are null. */
    private int best(int row) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isNull(row) && (best < 0 || better(values[i], values[best], row))) {
                best = i;
            }
        }
        return best;
    }

    private boolean better(ColumnVector candidate, ColumnVector champion, int row) {
        int order = compare(candidate, champion, row);
        return greatest ? order > 0 : order < 0;
    }

    private static int compare(ColumnVector a, ColumnVector b, int row) {
        if (a instanceof LongVector longs) {
            return Long.compare(longs.get(row), ((LongVector) b).get(row));
        }
        if (a instanceof DoubleVector doubles) {
            return Double.compare(doubles.get(row), ((DoubleVector) b).get(row));
        }
        return Texts.compare((TextVector) a, (TextVector) b, row);
    }
}
