package io.millrace.csv;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.CsvDialect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Opens readers of splits of which the same columns are read. What a closed reader used serves the next one, in the same
 * thread where it can: with the dictionaries stays what others know of their entries.
 */
final class CsvReaders {
    /** What a decompressor holds, about. */
    private static final long DECOMPRESSION = 8 << 20;

    private final Schema reads;
    private final CsvDialect dialect;
    private final BadRows badRows;
    private final int blockBytes;
    private final Deque<Workspace> idle = new ArrayDeque<>();

    /**
     * @param blockBytes of a split
     */
    CsvReaders(Schema reads, CsvDialect dialect, BadRows badRows, int blockBytes) {
        this.reads = reads;
        this.dialect = dialect;
        this.badRows = badRows;
        this.blockBytes = blockBytes;
    }

    /** What reading takes besides the file. */
    static final class Workspace {
        final ColumnBatch batch;
        final List<FieldColumn> columns = new ArrayList<>();
        final Block block;
        final FieldTable table;
        private Thread user = Thread.currentThread();

        private Workspace(Schema reads, CsvDialect dialect, int batchRows, int blockBytes) {
            batch = new ColumnBatch(reads, batchRows);
            for (int column = 0; column < reads.size(); column++) {
                columns.add(FieldColumn.of(reads.field(column), batch.column(column), dialect.timeFormats()));
            }
            block = new Block(blockBytes);
            table = new FieldTable(reads.size(), FieldTable.ROWS);
        }
    }

    BatchReader open(CsvSplit split, int batchRows) {
        return open(split, batchRows, badRows);
    }

    BatchReader open(CsvSplit split, int batchRows, BadRows whenBad) {
        Workspace workspace = idle(batchRows)
                .orElseGet(() -> new Workspace(reads, dialect, batchRows, (int) Math.min(split.bytes(), blockBytes)));
        return CsvReader.open(split, workspace, this, whenBad);
    }

    private synchronized Optional<Workspace> idle(int batchRows) {
        Optional<Workspace> found = idle.stream()
                .filter(workspace -> workspace.user == Thread.currentThread())
                .findFirst()
                .or(() -> Optional.ofNullable(idle.peek()))
                .filter(workspace -> workspace.batch.capacity() == batchRows);
        found.ifPresent(workspace -> {
            idle.remove(workspace);
            workspace.user = Thread.currentThread();
        });
        return found;
    }

    synchronized void giveBack(Workspace workspace) {
        idle.push(workspace);
    }

    /** About the most bytes that a reader of the file holds besides its batch: a block and a field without its escapes. */
    long memory(CsvFile file) {
        long row = dialect.mostRowBytes();
        if (!file.encoding().isPlain()) {
            return 3 * row + DECOMPRESSION;
        }
        return Math.min(file.bytes(), 2L * blockBytes + row) + Math.min(file.bytes(), row);
    }
}
