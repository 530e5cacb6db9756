package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import java.util.Optional;

/** Takes no further batch, and commits nothing, once the command is to stop. */
record GuardedSink(MatrixSink target, Interruption interruption) implements MatrixSink {
    @Override
    public void open(Schema schema) {
        interruption.check();
        target.open(schema);
    }

    @Override
    public void write(ColumnBatch batch) {
        interruption.check();
        target.write(batch);
    }

    @Override
    public Optional<WrittenFile> finish() {
        interruption.check();
        return target.finish();
    }

    @Override
    public void commit() {
        interruption.check();
        target.commit();
    }

    @Override
    public void close() {
        target.close();
    }
}
