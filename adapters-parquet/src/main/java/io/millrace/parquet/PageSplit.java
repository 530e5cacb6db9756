package io.millrace.parquet;

import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import io.millrace.parquet.page.PageReaders;
import io.millrace.parquet.page.PageRowGroup;
import java.util.Optional;
import org.apache.parquet.format.RowGroup;

/**
 * A row group that the page reader reads.
 *
 * @param pruning whether it tells its ranges
 */
record PageSplit(ParquetFooter footer, Schema reads, PageRowGroup group, PageReaders readers, boolean pruning)
        implements Split {
    static final String READER = "page reader";

    @Override
    public String file() {
        return footer.name();
    }

    @Override
    public long rows() {
        return group.rows();
    }

    @Override
    public long bytes() {
        return group.compressedBytes();
    }

    @Override
    public Optional<Range> range(int column) {
        if (!pruning) {
            return Optional.empty();
        }
        RowGroup described = footer.metaData().getRow_groups().get(group.number());
        return footer.find(reads.field(column).name()).flatMap(stored -> SplitRange.of(footer, described, stored));
    }

    @Override
    public long memory() {
        return readers.memory(group);
    }

    @Override
    public Optional<Share> share() {
        return Optional.of(readers.share(group));
    }

    @Override
    public Optional<String> reader() {
        return Optional.of(READER);
    }

    @Override
    public BatchReader open(int batchRows) {
        return readers.open(group, batchRows);
    }
}
