package io.millrace.parquet.page;

import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.Split;
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

    /** What their chunks are said to be when they are decompressed. */
    long uncompressedBytes() {
        return columns.stream()
                .mapToLong(column -> Math.max(0, column.chunk().getTotal_uncompressed_size()))
                .reduce(0, PageRowGroup::sum);
    }

    private static long sum(long left, long right) {
        return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
    }

    /**
     * The part of what the file may take that reading this takes at most: what a file of its compressed bytes may take, and twice
     * what it says it is uncompressed.
     */
    public Split.Share share(ReadLimits limits) {
        long ofFile = limits.memory(bytes);
        long said = uncompressedBytes();
        return new Split.Share(
                Math.min(ofFile, Math.max(limits.memory(Math.max(0, compressedBytes())), sum(said, said))), ofFile);
    }
}
