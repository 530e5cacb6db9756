package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import io.millrace.core.run.RowCounts;

/** Takes the rows of a batch that lie in the window and have a key. */
interface RowConsumer {
    /** The batches that come next are of this split, by this reader, which has given none yet. */
    void start(Split split, BatchReader reader);

    /**
     * @param rows the consumer's to shrink
     * @param counts where the consumer counts the fates of these rows
     */
    void accept(ColumnBatch batch, RowSet rows, RowCounts counts);

    /** The records that it holds, one for each entity that it has met. */
    default long records() {
        return 0;
    }

    /** Nothing more comes, and nothing of what came is needed: the reading has failed. */
    default void giveUp() {}
}
