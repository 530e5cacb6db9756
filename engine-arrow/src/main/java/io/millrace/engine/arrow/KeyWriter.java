package io.millrace.engine.arrow;

/** Puts the keys of records into rows of the matrix's key columns. */
interface KeyWriter {
    /** Before the first row of a batch. */
    default void startBatch() {}

    /**
     * Writes the keys of some rows of the batch.
     *
     * @param records {@code records[row]} is the record with the row's key; equal ones stand together, and none is one of
     *     the rows before
     */
    void write(long[] records, int from, int to);
}
