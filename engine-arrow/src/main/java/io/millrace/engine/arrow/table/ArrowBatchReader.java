package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.RowPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/** Reads record batches as batches of at most so many rows. Closes the Arrow reader, and the allocator if it is given. */
final class ArrowBatchReader implements BatchReader {
    private final String file;
    private final ArrowBatches batches;
    private final @Nullable BufferAllocator allocator;
    private final List<ColumnReader> columns = new ArrayList<>();
    private final ColumnBatch batch;
    private final VectorSchemaRoot root;
    private int position;
    private long rowsRead;
    private boolean closed;

    /**
     * @param allocator closed after the reader; null where it is somebody else's
     */
    ArrowBatchReader(
            String file, ArrowBatches batches, Schema reads, int batchRows, @Nullable BufferAllocator allocator)
            throws IOException {
        this.file = file;
        this.batches = batches;
        this.allocator = allocator;
        this.batch = new ColumnBatch(reads, batchRows);
        ArrowReader reader = batches.reader();
        this.root = reader.getVectorSchemaRoot();
        for (int i = 0; i < reads.size(); i++) {
            @Nullable FieldVector vector = root.getVector(reads.field(i).name());
            columns.add(
                    vector == null
                            ? new MissingReader()
                            : ColumnReader.of(vector, reads.field(i).type(), reader));
        }
        this.position = root.getRowCount();
    }

    @Override
    public @Nullable ColumnBatch next() {
        return ArrowFailure.naming(file, () -> {
            while (position >= root.getRowCount()) {
                if (!batches.loadNext()) {
                    return null;
                }
                position = 0;
                columns.forEach(ColumnReader::startRecordBatch);
            }
            fill(Math.min(batch.capacity(), root.getRowCount() - position));
            return batch;
        });
    }

    private void fill(int count) {
        batch.clear();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).startBatch(batch.column(i));
            columns.get(i).copy(position, count, batch.column(i));
        }
        batch.rowCount(count);
        position += count;
        rowsRead += count;
    }

    @Override
    public RowPlace place(int row, List<Integer> inQuestion) {
        return ArrowFailure.naming(
                file, () -> RowPlace.ofRow(batches.rowsBefore() + rowsRead - batch.rowCount() + row + 1));
    }

    @Override
    public long bytesRead() {
        return batches.reader().bytesRead();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ArrowFailure.naming(file, () -> {
            try (AutoCloseable last = allocator) {
                batches.reader().close();
            }
            return true;
        });
    }
}
