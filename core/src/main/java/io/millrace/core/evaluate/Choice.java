package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.LongVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code case}: each condition sees the rows that none before it took, each result the rows that its condition took. */
final class Choice extends Node {
    private final List<Node> conditions;
    private final List<Node> results;
    private final @Nullable Node otherwise;
    private final Merger merger;
    private final int[] open;
    private final int[] taken;

    Choice(List<Node> conditions, List<Node> results, @Nullable Node otherwise, DataType type, int capacity) {
        this.conditions = conditions;
        this.results = results;
        this.otherwise = otherwise;
        this.merger = new Merger(type, results.size() + 1, capacity);
        this.open = new int[capacity];
        this.taken = new int[capacity];
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        merger.start();
        int[] undecided = rows;
        int size = count;
        for (int branch = 0; branch < conditions.size() && size > 0; branch++) {
            LongVector truth = (LongVector) conditions.get(branch).evaluate(batch, undecided, size);
            int left = part(truth, undecided, size);
            int took = size - left;
            if (took > 0) {
                merger.copy(branch, results.get(branch).evaluate(batch, taken, took), taken, took);
            }
            undecided = open;
            size = left;
        }
        finish(batch, undecided, size);
        return merger.result();
    }

    private void finish(ColumnBatch batch, int[] rows, int count) {
        if (otherwise == null) {
            for (int i = 0; i < count; i++) {
                merger.result().setNull(rows[i]);
            }
        } else if (count > 0) {
            merger.copy(results.size(), otherwise.evaluate(batch, rows, count), rows, count);
        }
    }

    /** Parts the rows into {@code taken} and {@code open}; returns how many stay open. */
    private int part(LongVector truth, int[] rows, int count) {
        int left = 0;
        int took = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (truth.get(row) != 0 && !truth.isNull(row)) {
                taken[took++] = row;
            } else {
                open[left++] = row;
            }
        }
        return left;
    }
}
