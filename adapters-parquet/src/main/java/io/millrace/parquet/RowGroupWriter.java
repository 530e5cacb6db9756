package io.millrace.parquet;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.run.PendingFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** Collects rows in memory, compressed, until they are a row group. Used again for the next one. */
final class RowGroupWriter {
    private static final int MOST_ROWS = 1 << 20;
    private static final long MOST_BYTES = 64L << 20;
    /** Whether the row group is full is asked after every so many rows, wherever batches end. */
    private static final int STEP = 1 << 10;

    private final List<ColumnWriter> columns;
    private int rows;

    RowGroupWriter(Schema schema) {
        PageWriter pageWriter = new PageWriter();
        this.columns = new ArrayList<>(schema.size());
        for (Field field : schema.fields()) {
            columns.add(ColumnWriter.of(field, pageWriter));
        }
    }

    /**
     * Takes rows of the batch.
     *
     * @return the row after the last one taken; less than the batch's row count where {@link #isFull} now
     */
    int write(ColumnBatch batch, int from) {
        int row = from;
        while (row < batch.rowCount() && !isFull()) {
            int end = Math.min(batch.rowCount(), row + STEP - rows % STEP);
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(batch.column(i), row, end);
            }
            rows += end - row;
            row = end;
        }
        return row;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    boolean isFull() {
        return rows >= MOST_ROWS || rows % STEP == 0 && bufferedBytes() >= MOST_BYTES;
    }

    private long bufferedBytes() {
        long sum = 0;
        for (ColumnWriter column : columns) {
            sum += column.bufferedBytes();
        }
        return sum;
    }

    /** Writes the rows collected, forgets them, and returns their description. */
    RowGroup flush(PendingFile file) {
        long start = file.bytes();
        long uncompressed = 0;
        List<ColumnChunk> chunks = new ArrayList<>(columns.size());
        for (ColumnWriter column : columns) {
            column.finishRowGroup();
            ColumnMetaData metaData = column.describe(file.bytes());
            write(column.dictionaryPage(), file);
            write(column.dataPages(), file);
            uncompressed += metaData.getTotal_uncompressed_size();
            chunks.add(new ColumnChunk(0).setMeta_data(metaData));
            column.clear();
        }
        RowGroup group = new RowGroup(chunks, uncompressed, rows)
                .setFile_offset(start)
                .setTotal_compressed_size(file.bytes() - start);
        rows = 0;
        return group;
    }

    private static void write(Bytes bytes, PendingFile file) {
        file.write(bytes.array(), 0, bytes.size());
    }
}
