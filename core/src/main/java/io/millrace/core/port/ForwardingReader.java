package io.millrace.core.port;

import io.millrace.core.event.ColumnBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader that does something with the batches of the one it stands for. */
public abstract class ForwardingReader implements BatchReader {
    private final BatchReader reader;

    protected ForwardingReader(BatchReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable ColumnBatch next() {
        return reader.next();
    }

    @Override
    public void keepPlaces() {
        reader.keepPlaces();
    }

    @Override
    public RowPlace place(int row, List<Integer> columns) {
        return reader.place(row, columns);
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    @Override
    public long badRows() {
        return reader.badRows();
    }

    @Override
    public void close() {
        reader.close();
    }
}
