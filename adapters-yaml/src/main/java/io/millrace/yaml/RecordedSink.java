package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.CommitLock;
import io.millrace.core.run.QuarantineFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Commits the matrix after all else that belongs to it: whoever sees the new matrix sees the rest, and a record without its
 * matrix is known by the matrix's hash in it. Waits for other runs that are about to commit the same matrix.
 *
 * @param path the matrix
 */
record LastSink(
        MatrixSink matrix,
        Path path,
        RunRecordListener record,
        Optional<QuarantineFile> quarantine,
        Interruption interruption)
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
        try (CommitLock lock = CommitLock.of(path, interruption::check)) {
            quarantine.ifPresent(QuarantineFile::commit);
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
