package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.Split;
import io.millrace.core.run.RowCounts;

/** Takes the rows of a batch that lie in the window and have a key. */
interface RowConsumer {
    /** The batches that come next are of this split. */
    default void start(Split split) {}

    /**
     * @param rows the consumer's to shrink
     * @param counts where the consumer counts the fates of these rows
     */
    void accept(ColumnBatch batch, RowSet rows, RowCounts counts);
}
