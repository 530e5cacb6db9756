package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import java.util.List;

/** The first argument with a value; each argument sees the rows that have none so far. */
final class Coalesce extends Node {
    private final List<Node> arguments;
    private final Merger merger;
    private final int[] open;
    private final int[] present;

    Coalesce(List<Node> arguments, DataType type, int capacity) {
        this.arguments = arguments;
        this.merger = new Merger(type, arguments.size(), capacity);
        this.open = new int[capacity];
        this.present = new int[capacity];
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = arguments.get(0).evaluate(batch, rows, count);
        if (!values.hasNulls()) {
            return values;
        }
        merger.start();
        int size = take(0, values, rows, count);
        for (int argument = 1; argument < arguments.size() && size > 0; argument++) {
            size = take(argument, arguments.get(argument).evaluate(batch, open, size), open, size);
        }
        for (int i = 0; i < size; i++) {
            merger.result().setNull(open[i]);
        }
        return merger.result();
    }

    /** Takes what the argument has; returns how many rows stay open. */
    private int take(int argument, ColumnVector values, int[] rows, int count) {
        int left = 0;
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (values.isNull(row)) {
                open[left++] = row;
            } else {
                present[size++] = row;
            }
        }
        merger.copy(argument, values, present, size);
        return left;
    }
}
