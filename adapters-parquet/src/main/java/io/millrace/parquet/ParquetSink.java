package io.millrace.parquet;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.PendingFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file: pages compressed with Snappy, row groups of up to a million rows, with statistics. The same
 * rows give the same bytes, however they were cut into batches.
 */
final class ParquetSink implements MatrixSink {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final String CREATED_BY = "Millrace version 1.0.0";
    private static final int FORMAT_VERSION = 2;

    private final Path target;
    private final Supplier<Map<String, String>> about;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private @Nullable OpenFile open;

    /** What exists between open and close. */
    private record OpenFile(Schema schema, PendingFile file, RowGroupWriter rows) {}

    /**
     * @param about key and value pairs of the footer, asked when all rows are written
     */
    ParquetSink(Path target, Supplier<Map<String, String>> about) {
        this.target = target;
        this.about = about;
    }

    @Override
    public void open(Schema schema) {
        if (open != null) {
            throw new IllegalStateException("this sink is open already");
        }
        PendingFile file = PendingFile.create(target);
        open = new OpenFile(schema, file, new RowGroupWriter(schema));
        file.write(MAGIC, 0, MAGIC.length);
    }

    private OpenFile opened() {
        if (open == null) {
            throw new IllegalStateException("this sink is not open");
        }
        return open;
    }

    @Override
    public void write(ColumnBatch batch) {
        OpenFile now = opened();
        int row = 0;
        while (row < batch.rowCount()) {
            row = now.rows.write(batch, row);
            if (now.rows.isFull()) {
                rowGroups.add(now.rows.flush(now.file));
            }
        }
    }

    @Override
    public Optional<WrittenFile> finish() {
        OpenFile now = opened();
        if (!now.rows.isEmpty()) {
            rowGroups.add(now.rows.flush(now.file));
        }
        Bytes footer = footer(now.schema);
        now.file.write(footer.array(), 0, footer.size());
        return Optional.of(now.file.finish());
    }

    @Override
    public void commit() {
        opened().file.commit();
    }

    private Bytes footer(Schema schema) {
        long rows = rowGroups.stream().mapToLong(RowGroup::getNum_rows).sum();
        FileMetaData metaData = new FileMetaData(FORMAT_VERSION, FileSchema.elements(schema), rows, rowGroups)
                .setCreated_by(CREATED_BY);
        about.get().forEach((key, value) -> metaData.addToKey_value_metadata(new KeyValue(key).setValue(value)));
        for (int i = 0; i < schema.size(); i++) {
            metaData.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
        }
        Bytes footer = new Bytes(1 << 12);
        try {
            Util.writeFileMetaData(metaData, footer);
        } catch (IOException e) {
            throw new UncheckedIOException("a footer could not be written to memory", e);
        }
        footer.int32(footer.size());
        footer.write(MAGIC, 0, MAGIC.length);
        return footer;
    }

    @Override
    public void close() {
        OpenFile now = open;
        open = null;
        if (now != null) {
            now.file.close();
        }
    }
}
