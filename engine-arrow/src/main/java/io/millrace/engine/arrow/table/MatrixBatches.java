package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Hands the matrix out batch by batch as it is computed, as Arrow vectors: int64, double, bool, utf8, decimal (128
 * bits), and timestamps in microseconds, UTC.
 *
 * <p>What the consumer was given stands even if the run fails later; {@link ArrowMatrix} holds everything back until the
 * run has ended well.
 */
public final class MatrixBatches implements MatrixSink {
    private final BufferAllocator allocator;
    private final Consumer<VectorSchemaRoot> consumer;
    private @Nullable VectorSchemaRoot root;

    /**
     * @param allocator where the vectors are allocated; remains the caller's
     * @param consumer takes a batch of rows. The root is this sink's and filled anew for the next batch: a consumer that
     *     keeps the vectors transfers them out of it. Not called for a matrix without rows.
     */
    public MatrixBatches(BufferAllocator allocator, Consumer<VectorSchemaRoot> consumer) {
        this.allocator = allocator;
        this.consumer = consumer;
    }

    @Override
    public void open(Schema schema) {
        root = VectorSchemaRoot.create(ArrowTypes.written(schema), allocator);
    }

    @Override
    public void write(ColumnBatch batch) {
        VectorSchemaRoot vectors = Objects.requireNonNull(root, "the sink is not open");
        ArrowRoots.fill(vectors, batch);
        consumer.accept(vectors);
    }

    @Override
    public void commit() {}

    @Override
    public void close() {
        if (root != null) {
            root.close();
            root = null;
        }
    }
}
