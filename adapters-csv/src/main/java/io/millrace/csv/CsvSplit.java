package io.millrace.csv;

import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;

/** A whole file. */
final class CsvSplit implements Split {
    private final CsvFile source;
    private final Schema reads;
    private final int[] places;

    /**
     * @param places where the columns stand in the file
     */
    CsvSplit(CsvFile source, Schema reads, int[] places) {
        this.source = source;
        this.reads = reads;
        this.places = places;
    }

    @Override
    public String file() {
        return source.path().toString();
    }

    @Override
    public long rows() {
        return -1;
    }

    @Override
    public long bytes() {
        return source.bytes();
    }

    @Override
    public BatchReader open(int batchRows) {
        return new CsvReader(source, reads, places, batchRows);
    }
}
