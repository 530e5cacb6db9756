package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;

/** The rows for which all arguments of an operation have a value. */
final class LiveRows {
    private final int capacity;
    private int[] own = new int[0];
    private int[] rows = own;
    private int count;

    LiveRows(int capacity) {
        this.capacity = capacity;
    }

    /** Begins an operation on these rows. */
    void start(int[] all, int size) {
        rows = all;
        count = size;
    }

    /** Takes out the rows where the argument is null and makes the result null there. */
    void require(ColumnVector argument, ColumnVector result) {
        if (!argument.hasNulls()) {
            return;
        }
        if (own.length == 0) {
            own = new int[capacity];
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (argument.isNull(row)) {
                result.setNull(row);
            } else {
                own[size++] = row;
            }
        }
        rows = own;
        count = size;
    }

    int[] rows() {
        return rows;
    }

    int count() {
        return count;
    }
}
