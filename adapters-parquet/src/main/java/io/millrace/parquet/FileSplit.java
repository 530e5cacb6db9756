package io.millrace.parquet;

import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.Split;
import io.millrace.parquet.page.PageRowGroup;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.RowGroup;

/**
 * One file, of which Arrow Dataset reads these columns.
 *
 * @param reason why not the page reader
 * @param pruning whether it tells its ranges
 * @param groups the pages that are checked before they are handed over
 * @param limits what the file may ask for
 */
record FileSplit(
        ParquetFooter footer,
        Schema reads,
        String reason,
        boolean pruning,
        List<PageRowGroup> groups,
        ReadLimits limits)
        implements Split {
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

    /** That of all row groups together. */
    @Override
    public Optional<Range> range(int column) {
        if (!pruning) {
            return Optional.empty();
        }
        StoredColumn stored = column(reads.field(column).name());
        Range all = null;
        for (RowGroup group : footer.metaData().getRow_groups()) {
            if (group.getNum_rows() == 0) {
                continue;
            }
            Optional<Range> range = SplitRange.of(footer, group, stored);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            Range now = range.get();
            all = all == null
                    ? now
                    : new Range(Math.min(all.smallest(), now.smallest()), Math.max(all.largest(), now.largest()));
        }
        return Optional.ofNullable(all);
    }

    @Override
    public long memory() {
        return DatasetMemory.of(this);
    }

    @Override
    public Optional<String> reader() {
        return Optional.of("Arrow Dataset, " + reason);
    }

    /** The columns that the file has, in the order in which they are read. */
    List<String> storedNames() {
        return reads.names().stream().filter(name -> !column(name).isMissing()).toList();
    }

    StoredColumn column(String name) {
        return footer.find(name).orElseThrow(() -> new IllegalStateException("no column " + name));
    }

    @Override
    public BatchReader open(int batchRows) {
        return DatasetReader.open(this, batchRows);
    }
}
