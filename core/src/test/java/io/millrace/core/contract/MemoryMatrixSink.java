package io.millrace.core.contract;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A matrix in memory. Calls out of order are an {@link IllegalStateException}. */
public final class MemoryMatrixSink implements MatrixSink {
    private final long failAfterRows;
    private final RuntimeException failure;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Schema schema;
    private boolean committed;
    private boolean closed;

    public MemoryMatrixSink() {
        this(Long.MAX_VALUE, new IllegalStateException("no failure was asked for"));
    }

    private MemoryMatrixSink(long failAfterRows, RuntimeException failure) {
        this.failAfterRows = failAfterRows;
        this.failure = failure;
    }

    /** A sink that throws this as soon as it has taken so many rows; with 0, when it is opened. */
    public static MemoryMatrixSink failing(long afterRows, RuntimeException failure) {
        return new MemoryMatrixSink(afterRows, failure);
    }

    @Override
    public void open(Schema columns) {
        inOrder(schema == null && !closed, "open");
        if (failAfterRows == 0) {
            throw failure;
        }
        schema = columns;
    }

    @Override
    public void write(ColumnBatch batch) {
        inOrder(schema != null && !committed && !closed, "write");
        if (!batch.schema().equals(schema)) {
            throw new IllegalStateException("a batch of " + batch.schema() + " for a matrix of " + schema);
        }
        threads.add(Thread.currentThread());
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(Collections.unmodifiableList(Rows.list(Boxed.row(batch, row))));
            if (rows.size() >= failAfterRows) {
                throw failure;
            }
        }
    }

    @Override
    public void commit() {
        inOrder(schema != null && !committed && !closed, "commit");
        committed = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static void inOrder(boolean allowed, String call) {
        if (!allowed) {
            throw new IllegalStateException(call + " is not allowed now");
        }
    }

    /** The columns, or null where the sink was not opened. */
    public @Nullable Schema schema() {
        return schema;
    }

    public List<List<@Nullable Object>> rows() {
        return Collections.unmodifiableList(rows);
    }

    public boolean committed() {
        return committed;
    }

    public boolean closed() {
        return closed;
    }

    /** How many threads wrote. */
    public long writers() {
        return threads.stream().distinct().count();
    }
}
