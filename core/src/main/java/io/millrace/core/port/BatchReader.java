package io.millrace.core.port;

import io.millrace.core.event.ColumnBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one split, batch by batch. Used by one thread at a time. */
public interface BatchReader extends AutoCloseable {
    /**
     * The next rows, or null after the last. The batch belongs to this reader and is valid until the next call. A batch
     * may be empty; that is not the end.
     *
     * @throws io.millrace.core.run.InputException where the input cannot be read; it names the file and the place
     */
    @Nullable
    ColumnBatch next();

    /** Asks before the first batch that {@link #place} tells where rows stand, which may cost a little with every row. */
    default void keepPlaces() {}

    /**
     * Where a row of the last batch stands, as far as the format can tell it; after {@link #keepPlaces}.
     *
     * @param row its number in the batch
     * @param columns the ordinals of those whose values are in question; may be empty
     */
    default RowPlace place(int row, List<Integer> columns) {
        return RowPlace.UNKNOWN;
    }

    /** The compressed bytes taken from the input so far, for progress. */
    long bytesRead();

    /** The rows that were set aside so far, because they cannot be read: they are in no batch. */
    default long badRows() {
        return 0;
    }

    @Override
    void close();
}
