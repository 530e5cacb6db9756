package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;

/** One operation of an expression, with the vector of its results. A node stands at one place of one tree. */
abstract class Node {
    /** Values are valid at the given rows; the vector is the node's until its next call. Never writes {@code rows}. */
    abstract ColumnVector evaluate(ColumnBatch batch, int[] rows, int count);

    /** For boolean nodes: keeps the rows where it is true; {@code kept} may be {@code rows}. */
    int select(ColumnBatch batch, int[] rows, int count, int[] kept) {
        LongVector truth = (LongVector) evaluate(batch, rows, count);
        long[] values = truth.values();
        boolean nulls = truth.hasNulls();
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            // written in any case, and counted where true: no branch to mispredict
            kept[size] = row;
            size += values[row] != 0 && !(nulls && truth.isNull(row)) ? 1 : 0;
        }
        return size;
    }
}
