package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.MatrixSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A matrix in Arrow memory: give {@link #sink} to a run, then read it with {@link #reader}, as often as wanted. The types
 * are those of {@link MatrixBatches}. Not for use by several threads.
 */
public final class ArrowMatrix implements AutoCloseable {
    private final BufferAllocator allocator;
    private final List<ArrowRecordBatch> batches = new ArrayList<>();
    private Schema schema = new Schema(List.of());
    private long rows;

    /**
     * @param allocator where the matrix is allocated; remains the caller's, who closes it after this matrix
     */
    public ArrowMatrix(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** A sink whose commit replaces what is in this matrix. */
    public MatrixSink sink() {
        return new Sink();
    }

    /** The columns: the entity key, then the features; none before a run has ended well. */
    public Schema schema() {
        return schema;
    }

    public long rows() {
        return rows;
    }

    /** Reads all rows. The caller closes it, before this matrix is closed or another run commits to it. */
    public ArrowReader reader() {
        return new Reader();
    }

    @Override
    public void close() {
        closeAll(batches);
        rows = 0;
    }

    private static void closeAll(List<ArrowRecordBatch> list) {
        list.forEach(ArrowRecordBatch::close);
        list.clear();
    }

    private final class Sink implements MatrixSink {
        private final List<ArrowRecordBatch> pending = new ArrayList<>();
        private Schema columns = new Schema(List.of());
        private long count;

        @Override
        public void open(io.millrace.core.event.Schema matrix) {
            columns = ArrowTypes.written(matrix);
        }

        @Override
        public void write(ColumnBatch batch) {
            try (VectorSchemaRoot root = VectorSchemaRoot.create(columns, allocator)) {
                ArrowRoots.fill(root, batch);
                pending.add(new VectorUnloader(root).getRecordBatch());
            }
            count += batch.rowCount();
        }

        @Override
        public void commit() {
            closeAll(batches);
            batches.addAll(pending);
            pending.clear();
            schema = columns;
            rows = count;
        }

        @Override
        public void close() {
            closeAll(pending);
        }
    }

    private final class Reader extends ArrowReader {
        private final Iterator<ArrowRecordBatch> next = batches.iterator();

        Reader() {
            super(ArrowMatrix.this.allocator);
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            prepareLoadNextBatch();
            if (!next.hasNext()) {
                return false;
            }
            ArrowRecordBatch batch = next.next();
            // Loading closes what it loads; the matrix keeps its own.
            loadRecordBatch(new ArrowRecordBatch(batch.getLength(), batch.getNodes(), batch.getBuffers()));
            return true;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected Schema readSchema() {
            return schema;
        }
    }
}
