package io.millrace.parquet;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.RowPlace;
import io.millrace.core.run.InputException;
import io.millrace.parquet.page.PageCheck;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.Types.MinorType;
import org.jspecify.annotations.Nullable;

/** Reads a file through Arrow Dataset. */
final class DatasetReader implements BatchReader {
    private final FileSplit split;
    private final DatasetScan scan;
    private final ColumnBatch batch;
    private final List<VectorCopier> copiers;
    private final long bytes;
    private @Nullable VectorSchemaRoot root;
    private int rootRow;
    private long rowsRead;

    private DatasetReader(FileSplit split, DatasetScan scan, int batchRows) {
        this.split = split;
        this.scan = scan;
        this.batch = new ColumnBatch(split.reads(), batchRows);
        this.copiers = IntStream.range(0, split.reads().size())
                .mapToObj(i -> VectorCopier.into(batch.column(i), scan.dictionaries()))
                .toList();
        this.bytes = split.bytes();
    }

    /** Hands the file over to native code, after what can be told of it without decoding was checked. */
    static BatchReader open(FileSplit split, int batchRows) {
        PageCheck.check(split.groups(), split.limits());
        try {
            DatasetScan scan = new DatasetScan(split.footer().path(), split.storedNames(), batchRows);
            return new DatasetReader(split, scan, batchRows);
        } catch (RuntimeException e) {
            throw unreadable(split, e);
        }
    }

    @Override
    public @Nullable ColumnBatch next() {
        VectorSchemaRoot rows = rows();
        if (rows == null) {
            return null;
        }
        batch.clear();
        int count = Math.min(batch.capacity(), rows.getRowCount() - rootRow);
        int stored = 0;
        for (int i = 0; i < copiers.size(); i++) {
            if (split.column(split.reads().field(i).name()).isMissing()) {
                setNulls(i, count);
            } else {
                copy(i, rows.getVector(stored++), count);
            }
        }
        batch.rowCount(count);
        rootRow += count;
        rowsRead += count;
        return batch;
    }

    /** The rows that the next batch is cut from, or null after the last. */
    private @Nullable VectorSchemaRoot rows() {
        VectorSchemaRoot now = root;
        try {
            while (now == null || rootRow == now.getRowCount()) {
                rootRow = 0;
                if (!scan.next()) {
                    root = null;
                    checkAllRead();
                    return null;
                }
                now = scan.root();
                root = now;
            }
        } catch (IOException e) {
            throw unreadable(split, e);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(split, e);
        }
        return now;
    }

    private void checkAllRead() {
        if (rowsRead != split.rows()) {
            throw new InputException(
                    split.file() + " is damaged, or was changed while it was read: its footer tells of " + split.rows()
                            + " rows, and " + rowsRead + " came");
        }
    }

    private void setNulls(int column, int count) {
        for (int row = 0; row < count; row++) {
            batch.column(column).setNull(row);
        }
    }

    private void copy(int column, FieldVector source, int count) {
        if (source.getMinorType() == MinorType.NULL) {
            setNulls(column, count);
            return;
        }
        try {
            copiers.get(column).copy(source, rootRow, count);
        } catch (VectorCopier.ValueProblem e) {
            throw new InputException(
                    split.file() + ", row " + (rowsRead + e.row() + 1) + ", column "
                            + split.reads().field(column).name() + ": " + e.getMessage(),
                    e);
        }
    }

    private static InputException unreadable(FileSplit split, Exception e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new InputException(split.file() + " cannot be read: " + reason.strip(), e);
    }

    @Override
    public RowPlace place(int row, List<Integer> columns) {
        return RowPlace.ofRow(rowsRead - batch.rowCount() + row + 1);
    }

    @Override
    public long bytesRead() {
        return split.rows() == 0 ? bytes : (long) ((double) bytes * rowsRead / split.rows());
    }

    @Override
    public void close() {
        scan.close();
    }
}
