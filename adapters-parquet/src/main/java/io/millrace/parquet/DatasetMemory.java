package io.millrace.parquet;

import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * About what Arrow Dataset holds for a file: the compressed bytes of all columns read, which stay until the scan is closed,
 * and whole decoded row groups, of which it decodes the next while one is taken.
 */
final class DatasetMemory {
    private static final int ROW_GROUPS_AT_ONCE = 2;
    private static final long LIBRARY = 32 << 20;
    private static final long OFFSET_BYTES = 4;

    private DatasetMemory() {}

    static long of(FileSplit split) {
        List<StoredColumn> columns =
                split.reads().names().stream().map(split::column).toList();
        long largest = 0;
        for (RowGroup group : split.footer().metaData().getRow_groups()) {
            long decoded = 0;
            for (StoredColumn column : columns) {
                decoded += decoded(group, column);
            }
            largest = Math.max(largest, decoded);
        }
        return LIBRARY + split.bytes() + ROW_GROUPS_AT_ONCE * largest;
    }

    /** A value of 8 bytes, or a text with its offset; of texts that stand in a dictionary the average length is not known. */
    private static long decoded(RowGroup group, StoredColumn column) {
        if (column.isMissing()) {
            return 0;
        }
        ColumnMetaData chunk = group.getColumns().get(column.leaf()).getMeta_data();
        long fixed = group.getNum_rows() * Long.BYTES;
        boolean text = column.storedType() == StoredType.TEXT || column.storedType() == StoredType.UUID;
        if (!text) {
            return fixed;
        }
        long bytes = chunk.isSetSize_statistics() && chunk.getSize_statistics().isSetUnencoded_byte_array_data_bytes()
                ? chunk.getSize_statistics().getUnencoded_byte_array_data_bytes()
                : Math.max(chunk.getTotal_uncompressed_size(), fixed * 2);
        return bytes + group.getNum_rows() * OFFSET_BYTES;
    }
}
