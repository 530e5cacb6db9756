package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;

/** Brings some cells of records up to date. */
interface RowStage {
    /**
     * @param records {@code records[row]} is the address of the record for {@code row}, one of {@code rows}
     */
    void update(ColumnBatch batch, RowSet rows, long[] records);

    /** Results of filters and arguments that were NaN or infinite. */
    long nonFinite();
}
