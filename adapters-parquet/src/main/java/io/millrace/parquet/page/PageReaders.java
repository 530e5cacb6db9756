package io.millrace.parquet.page;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Opens readers of row groups, of which the same columns are read. The buffers of a closed reader serve the next one, so
 * that no fresh memory is cleared for each of many small row groups.
 */
public final class PageReaders {
    private final Schema reads;
    private final ReadLimits limits;
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

    public PageReaders(Schema reads, ReadLimits limits) {
        this.reads = reads;
        this.limits = limits;
    }

    /** What reading takes besides the file. */
    record Workspace(ColumnBatch batch, List<ColumnReader> columns, Allowance allowance) {}

    /**
     * Starts to read; as of a split.
     *
     * @throws io.millrace.core.run.InputException where the file cannot be opened, or is not the one that was described
     */
    public BatchReader open(PageRowGroup group, int batchRows) {
        Workspace workspace = idle.poll();
        if (workspace == null || workspace.batch().capacity() != batchRows) {
            workspace = workspace(batchRows);
        }
        return PageReader.open(group, workspace, this);
    }

    private Workspace workspace(int batchRows) {
        ColumnBatch batch = new ColumnBatch(reads, batchRows);
        Allowance allowance = new Allowance(limits);
        List<ColumnReader> columns = new ArrayList<>(reads.size());
        for (int i = 0; i < reads.size(); i++) {
            columns.add(ColumnReader.into(batch.column(i), allowance));
        }
        return new Workspace(batch, columns, allowance);
    }

    /** About the most bytes that a reader of the row group holds besides its batch. */
    public long memory(PageRowGroup group) {
        return group.columns().stream()
                .mapToLong(column -> PageMemory.of(column, limits.pageBytes(group.bytes())))
                .sum();
    }

    /** What reading the row group takes at most, of what its file may take. */
    public Split.Share share(PageRowGroup group) {
        return group.share(limits);
    }

    void giveBack(@Nullable Workspace workspace) {
        if (workspace != null) {
            idle.add(workspace);
        }
    }
}
