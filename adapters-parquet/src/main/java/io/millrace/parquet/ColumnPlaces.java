package io.millrace.parquet;

import io.millrace.parquet.page.PageColumn;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.format.ColumnMetaData;

/** Where the columns of all row groups lie in a file, which must be inside of it and apart from each other. */
final class ColumnPlaces {
    private final Path path;
    private final long dataEnd;
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private int count;

    /**
     * @param dataEnd where the footer begins
     */
    ColumnPlaces(Path path, long dataEnd) {
        this.path = path;
        this.dataEnd = dataEnd;
    }

    /** Some writers place columns without rows at 0. */
    void add(ColumnMetaData column, long rows) {
        long start = PageColumn.start(column);
        long size = column.getTotal_compressed_size();
        long first = rows == 0 ? 0 : ParquetSink.MAGIC.length;
        if (size < 0 || start < first || start > dataEnd || size > dataEnd - start) {
            throw FooterReader.damaged(
                    path, "the place of a column lies outside of it: " + size + " bytes from byte " + start + " on");
        }
        if (size > 0 && rows > 0) {
            put(start, start + size);
        }
    }

    private void put(long start, long end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    /** Intervals lie apart where the n-th to end comes before the n-th but one to begin does. */
    void checkDisjoint() {
        Arrays.sort(starts, 0, count);
        Arrays.sort(ends, 0, count);
        for (int i = 1; i < count; i++) {
            if (starts[i] < ends[i - 1]) {
                throw FooterReader.damaged(path, "two of its columns share the bytes from " + starts[i] + " on");
            }
        }
    }
}
