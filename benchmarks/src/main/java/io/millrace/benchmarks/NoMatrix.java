package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;

/** Takes rows and forgets them. */
final class NoMatrix implements MatrixSink {
    @Override
    public void open(Schema schema) {}

    @Override
    public void write(ColumnBatch batch) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
