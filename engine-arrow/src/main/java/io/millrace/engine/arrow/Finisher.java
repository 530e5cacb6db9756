package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** Makes an aggregation's result from its cell. */
interface Finisher {
    /**
     * Writes the result to the row of the column, which is not null so far.
     *
     * @param block the address of the block with the state; it has seen a value unless the aggregation is a count
     * @param record that of the record with the entity's key
     */
    void finish(long block, long record, ColumnVector column, int row);

    /** Before the first row of a batch. */
    default void startBatch(ColumnVector column) {}

    /** Results that were NaN or infinite. */
    default long nonFinite() {
        return 0;
    }
}
