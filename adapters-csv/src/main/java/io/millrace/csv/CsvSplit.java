package io.millrace.csv;

import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;

/** A stretch of a file: the rows that begin in it. */
final class CsvSplit implements Split {
    private final CsvFile source;
    private final int part;
    private final CsvReaders readers;
    private final int[] columnOf;

    /**
     * @param part which of its file's splits it is
     * @param columnOf the column of each field of a row; negative where it is not read
     */
    CsvSplit(CsvFile source, int part, CsvReaders readers, int[] columnOf) {
        this.source = source;
        this.part = part;
        this.readers = readers;
        this.columnOf = columnOf;
    }

    @Override
    public String file() {
        return source.name();
    }

    @Override
    public long rows() {
        return -1;
    }

    @Override
    public long bytes() {
        return isLast()
                ? source.bytes() - source.starts().boundary(part)
                : source.starts().boundary(1);
    }

    @Override
    public long memory() {
        return readers.memory(source);
    }

    @Override
    public long sharedMemory() {
        return readers.sharedMemory(source);
    }

    @Override
    public BatchReader open(int batchRows) {
        return readers.open(this, batchRows);
    }

    CsvFile source() {
        return source;
    }

    int part() {
        return part;
    }

    int[] columnOf() {
        return columnOf;
    }

    boolean isLast() {
        return part == source.starts().splits() - 1;
    }

    /** Where it ends, in the text as UTF-8. */
    long end() {
        return isLast() ? Long.MAX_VALUE : source.starts().boundary(part + 1);
    }
}
