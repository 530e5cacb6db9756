package io.millrace.parquet;

import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;

/** One file, of which these columns are read. */
record FileSplit(ParquetFooter footer, Schema reads) implements Split {
    @Override
    public String file() {
        return footer.name();
    }

    @Override
    public long rows() {
        return footer.rows();
    }

    /** The compressed bytes of the columns that are read. */
    @Override
    public long bytes() {
        return reads.names().stream()
                .mapToLong(name -> footer.compressedBytes(column(name)))
                .sum();
    }

    StoredColumn column(String name) {
        return footer.find(name).orElseThrow(() -> new IllegalStateException("no column " + name));
    }

    @Override
    public BatchReader open(int batchRows) {
        return DatasetReader.open(this, batchRows);
    }
}
