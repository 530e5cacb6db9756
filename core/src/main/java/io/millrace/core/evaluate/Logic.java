package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import java.util.List;

/** Three-valued {@code and} and {@code or}; a row that one argument decides is not shown to those after it. */
final class Logic extends Node {
    private static final long UNKNOWN = 2;

    private final long deciding;
    private final List<Node> arguments;
    private final boolean chained;
    private final LongVector result;
    private final int[] open;

    /**
     * @param and whether false decides, else true does
     * @param pure whether evaluating an argument for further rows can neither fail nor be noticed
     */
    Logic(boolean and, List<Node> arguments, boolean pure, int capacity) {
        this.deciding = and ? 0 : 1;
        this.arguments = arguments;
        this.chained = and && pure;
        this.result = new LongVector(capacity);
        this.open = new int[capacity];
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        long[] values = result.values();
        for (int i = 0; i < count; i++) {
            values[rows[i]] = deciding ^ 1;
        }
        int[] undecided = rows;
        int size = count;
        for (Node argument : arguments) {
            size = decide((LongVector) argument.evaluate(batch, undecided, size), undecided, size);
            undecided = open;
        }
        result.clearNulls();
        for (int i = 0; i < size; i++) {
            if (values[open[i]] == UNKNOWN) {
                result.setNull(open[i]);
            }
        }
        return result;
    }

    private int decide(LongVector argument, int[] rows, int count) {
        long[] values = result.values();
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (argument.isNull(row)) {
                values[row] = UNKNOWN;
                open[size++] = row;
            } else if (argument.get(row) == deciding) {
                values[row] = deciding;
            } else {
                open[size++] = row;
            }
        }
        return size;
    }

    @Override
    int select(ColumnBatch batch, int[] rows, int count, int[] kept) {
        if (!chained) {
            return super.select(batch, rows, count, kept);
        }
        int[] remaining = rows;
        int size = count;
        for (Node argument : arguments) {
            size = argument.select(batch, remaining, size, kept);
            remaining = kept;
        }
        return size;
    }
}
