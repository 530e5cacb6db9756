package io.millrace.core.port;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;

/**
 * Where rows of a finished table go: the matrix of a run, or simulated events. Calls come from one thread, in the order
 * open, write any number of times, commit, close. Without commit, close leaves what was there before untouched.
 */
public interface MatrixSink extends AutoCloseable {
    /**
     * @throws io.millrace.core.run.ResourceException where the target cannot be written
     */
    void open(Schema schema);

    /** Takes the batch's rows; the batch is the caller's again afterwards. */
    void write(ColumnBatch batch);

    /** Makes the rows written the new content of the target, at once. */
    void commit();

    /** The bytes that were written, known after {@link #commit}; 0 for a sink in memory. */
    long bytesWritten();

    @Override
    void close();
}
