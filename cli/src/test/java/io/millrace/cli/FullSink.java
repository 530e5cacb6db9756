package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.ResourceException;
import java.util.Optional;

/** A sink on whose disk is no room left after its first batch. */
record FullSink(MatrixSink sink) implements MatrixSink {
    @Override
    public void open(Schema schema) {
        sink.open(schema);
    }

    @Override
    public void write(ColumnBatch batch) {
        sink.write(batch);
        throw new ResourceException("no space left");
    }

    @Override
    public Optional<WrittenFile> finish() {
        return sink.finish();
    }

    @Override
    public void commit() {
        sink.commit();
    }

    @Override
    public void close() {
        sink.close();
    }
}
