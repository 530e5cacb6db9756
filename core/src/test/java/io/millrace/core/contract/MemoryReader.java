package io.millrace.core.contract;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.RowPlace;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads rows of a {@link MemoryEventSource}. */
final class MemoryReader implements BatchReader {
    private static final long GARBAGE = 0x5a5a_5a5a_5a5a_5a5aL;

    private final int[] columns;
    private final int firstRow;
    private final List<@Nullable Object[]> rows;
    private final List<MemoryText> texts;
    private final boolean emptyBatches;
    private final BooleanSupplier ends;
    private final IntConsumer beforeBatch;
    private final Runnable onClose;
    private final ColumnBatch batch;
    private int delivered;
    private boolean emptyNext;
    private boolean closed;

    MemoryReader(
            Schema reads,
            int[] columns,
            int firstRow,
            List<@Nullable Object[]> rows,
            int batchRows,
            boolean emptyBatches,
            List<MemoryText> texts,
            BooleanSupplier ends,
            IntConsumer beforeBatch,
            Runnable onClose) {
        this.columns = columns;
        this.firstRow = firstRow;
        this.rows = rows;
        this.texts = texts;
        this.emptyBatches = emptyBatches;
        this.emptyNext = emptyBatches;
        this.ends = ends;
        this.beforeBatch = beforeBatch;
        this.onClose = onClose;
        this.batch = new ColumnBatch(reads, batchRows);
    }

    @Override
    public @Nullable ColumnBatch next() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        beforeBatch.accept(delivered);
        batch.clear();
        spoil();
        if (emptyNext) {
            emptyNext = false;
            return batch;
        }
        if (delivered == rows.size()) {
            return ends.getAsBoolean() ? null : batch;
        }
        int count = Math.min(batch.capacity(), rows.size() - delivered);
        for (int column = 0; column < columns.length; column++) {
            fill(column, rows.subList(delivered, delivered + count));
        }
        batch.rowCount(count);
        delivered += count;
        emptyNext = emptyBatches;
        return batch;
    }

    private void fill(int column, List<@Nullable Object[]> from) {
        DataType type = batch.schema().field(column).type();
        if (type == DataType.TEXT) {
            texts.get(column).startBatch(batch.texts(column));
        }
        for (int row = 0; row < from.size(); row++) {
            Object value = from.get(row)[columns[column]];
            if (value instanceof String text) {
                batch.texts(column).set(row, texts.get(column).code(text));
            } else {
                Boxed.set(batch, column, row, value);
            }
        }
    }

    /** Overwrites the batch before: nobody may still look at it, nor at the value of a null. */
    private void spoil() {
        for (int column = 0; column < columns.length; column++) {
            DataType type = batch.schema().field(column).type();
            if (type == DataType.TEXT) {
                Arrays.fill(batch.texts(column).codes(), Integer.MIN_VALUE);
            } else if (type == DataType.FLOAT64) {
                Arrays.fill(batch.doubles(column).values(), Double.NaN);
            } else {
                Arrays.fill(batch.longs(column).values(), GARBAGE);
            }
        }
    }

    @Override
    public RowPlace place(int row, List<Integer> columns) {
        return RowPlace.ofRow(firstRow + delivered - batch.rowCount() + row + 1);
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            spoil();
            onClose.run();
        }
    }
}
