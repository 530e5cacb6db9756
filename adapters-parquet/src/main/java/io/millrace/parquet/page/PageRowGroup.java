package io.millrace.parquet.page;

import java.nio.file.Path;
import java.util.List;

/**
 * A row group of a file, and the columns of it that are read.
 *
 * @param name the file's name in messages
 * @param bytes the file's size
 * @param number the row group's, from 0 on
 * @param firstRow how many rows the file has before it
 * @param columns in the order in which they are asked for
 */
public record PageRowGroup(
        Path path, String name, long bytes, int number, long firstRow, long rows, List<PageColumn> columns) {
    public PageRowGroup {
        columns = List.copyOf(columns);
    }

    /** The compressed bytes of these columns. */
    public long compressedBytes() {
        return columns.stream()
                .mapToLong(column -> column.chunk().getTotal_compressed_size())
                .sum();
    }
}
