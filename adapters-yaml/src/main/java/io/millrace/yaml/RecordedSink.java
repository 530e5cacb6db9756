package io.millrace.yaml;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.CommitLock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Commits the matrix after all else that belongs to it: whoever sees the new matrix sees the rest, and a record without its
 * matrix is known by the matrix's hash in it. Waits for other runs that are about to commit the same matrix.
 *
 * @param path the matrix
 * @param first commits what comes before the record
 * @param waiting is asked while another run commits
 */
record RecordedSink(MatrixSink matrix, Path path, RunRecordListener record, Runnable first, Runnable waiting)
        implements MatrixSink {
    @Override
    public void open(Schema schema) {
        matrix.open(schema);
    }

    @Override
    public void write(ColumnBatch batch) {
        matrix.write(batch);
    }

    @Override
    public Optional<WrittenFile> finish() {
        return matrix.finish();
    }

    @Override
    public void commit() {
        try (CommitLock lock = CommitLock.of(path, waiting)) {
            first.run();
            commitRecordAndMatrix();
        }
    }

    private void commitRecordAndMatrix() {
        try {
            record.commit();
            matrix.commit();
        } catch (RuntimeException | Error failure) {
            try {
                record.undo();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        matrix.close();
    }
}
