package io.millrace.core.port;

/** A part of the input that one thread reads. */
public interface Split {
    /** The file (or other source of rows) that this is a part of; the unit of the accounting. */
    String file();

    /** The rows of this split where the format knows them beforehand, else -1. */
    long rows();

    /** The bytes of this split in the input; 0 for a source that has none. */
    long bytes();

    /**
     * Starts to read.
     *
     * @param batchRows the most rows a batch may have, 1 to {@link io.millrace.core.event.ColumnBatch#MAX_ROWS}
     * @throws io.millrace.core.run.InputException where the input cannot be opened
     */
    BatchReader open(int batchRows);
}
