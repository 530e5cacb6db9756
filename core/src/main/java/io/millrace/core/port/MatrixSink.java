package io.millrace.core.port;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import java.util.Optional;

/**
 * Where rows of a finished table go: the matrix of a run, or simulated events. Calls come from one thread, in the order
 * open, write any number of times, finish, commit, close. Without commit, close leaves what was there before untouched.
 */
public interface MatrixSink extends AutoCloseable {
    /**
     * @throws io.millrace.core.run.ResourceException where the target cannot be written
     */
    void open(Schema schema);

    /** Takes the batch's rows; the batch is the caller's again afterwards. */
    void write(ColumnBatch batch);

    /**
     * Completes what was written, and has it on the disk, so that commit only needs to put it in its place.
     *
     * @return the file; empty for a sink in memory
     */
    default Optional<WrittenFile> finish() {
        return Optional.empty();
    }

    /** Makes the rows written the new content of the target, at once. */
    void commit();

    @Override
    void close();
}
