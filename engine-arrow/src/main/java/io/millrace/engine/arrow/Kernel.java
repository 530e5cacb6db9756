package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** Keeps one cell of one block of records up to date. */
abstract class Kernel {
    /** The cell's place in a record. */
    final int offset;

    Kernel(int offset) {
        this.offset = offset;
    }

    /**
     * Takes values in.
     *
     * @param arguments those of the cell's lane, none of them null at any of the rows
     * @param times the event time of every row
     * @param records {@code records[row]} is the address of the record for {@code row}, one of {@code rows}
     */
    abstract void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count);

    /** Adds the other record's cell, which is not used again, to this one's. */
    abstract void merge(long into, long from);
}
