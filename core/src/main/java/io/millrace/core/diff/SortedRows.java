package io.millrace.core.diff;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a matrix one after the other, of which each must have a larger key than the one before. */
final class SortedRows implements AutoCloseable {
    private final MatrixTable table;
    private final Runnable beforeBatch;
    private final Iterator<Split> splits;
    private final ColumnBatch last;
    private @Nullable BatchReader reader;
    private @Nullable ColumnBatch batch;
    private int row = -1;
    private long number;

    /** @param beforeBatch runs before every batch is read; it may throw to end the comparison */
    SortedRows(MatrixTable table, Runnable beforeBatch) {
        this.table = table;
        this.beforeBatch = beforeBatch;
        this.splits = table.source().splits(table.columns()).iterator();
        this.last = Keys.keeper(table.key());
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws InputException where it has no key, or its key is not larger than that of the row before
     */
    boolean next() {
        ColumnBatch current = batch;
        if (current != null && row + 1 < current.rowCount()) {
            row++;
            number++;
            requireKey(current, row);
            requireLarger(current, row - 1, current);
            return true;
        }
        if (current != null && row >= 0) {
            Keys.keep(current, row, last);
        }
        return nextBatch();
    }

    private boolean nextBatch() {
        ColumnBatch next = read();
        while (next != null && next.rowCount() == 0) {
            next = read();
        }
        batch = next;
        row = next == null ? -1 : 0;
        if (next == null) {
            return false;
        }
        number++;
        requireKey(next, 0);
        if (last.rowCount() > 0) {
            requireLarger(last, 0, next);
        }
        return true;
    }

    private @Nullable ColumnBatch read() {
        beforeBatch.run();
        while (true) {
            if (reader == null) {
                if (!splits.hasNext()) {
                    return null;
                }
                reader = splits.next().open(ColumnBatch.rowsFor(table.columns().size(), ColumnBatch.MAX_ROWS));
            }
            ColumnBatch next = reader.next();
            if (next != null) {
                return next;
            }
            reader.close();
            reader = null;
        }
    }

    private void requireKey(ColumnBatch current, int at) {
        for (int i = 0; i < table.keys(); i++) {
            if (current.column(i).isNull(at)) {
                throw new InputException(table.name() + ": row " + number + " has no "
                        + table.columns().field(i).name() + "; name the columns of the key with --key");
            }
        }
    }

    private void requireLarger(ColumnBatch before, int beforeRow, ColumnBatch current) {
        int order = Keys.compare(before, beforeRow, current, row, table.keys());
        if (order < 0) {
            return;
        }
        String key = String.join(", ", table.key().names());
        String now = Keys.print(current, row, table.keys());
        if (order == 0) {
            throw new InputException(table.name() + ": row " + number + " has the same key as the row before it, " + key
                    + " " + now + "; name all columns of the key with --key");
        }
        throw new InputException(table.name() + " is not sorted by " + key + " ("
                + table.key().field(0).type() + "): row " + number + " has " + now + " after "
                + Keys.print(before, beforeRow, table.keys())
                + "; sort it, name the columns of the key with --key, or, where a number is read as text, its type with"
                + " --column " + table.key().field(0).name() + "=bigint");
    }

    /** The batch of the current row, valid until {@link #next}. */
    ColumnBatch batch() {
        return Objects.requireNonNull(batch, "there is no row");
    }

    /** The current row's place in the batch. */
    int row() {
        return row;
    }

    /** The number of the current row, from 1; after the last one the number of all rows. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
