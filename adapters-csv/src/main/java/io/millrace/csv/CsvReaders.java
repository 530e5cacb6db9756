package io.millrace.csv;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.ReadOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
    /** What a decompressor holds at least, about. */
    private static final long DECOMPRESSION = 8 << 20;

    /** What a block may have beside the bytes of its split: the rest of a row that ends behind it. */
    private static final int BEHIND_SPLIT = CsvReader.LONG + (1 << 18);

    /** What dictionaries of texts hold, about: those that are kept, and the texts of a batch. */
    private static final long DICTIONARIES = 5 << 20;

    /** How often a long row may be held: in a block, without its escapes, as a text, by who looks for the rows behind it. */
    private static final int COPIES_OF_LONG = 4;

    private final Schema reads;
    private final ReadOptions options;
    private final int blockBytes;
    private final LongRows longRows = new LongRows();
    private final Deque<Workspace> idle = new ArrayDeque<>();

    /**
     * @param options with a quarantine for rows that cannot be read; without one, the first of a split ends its reading
     * @param blockBytes of a split
     */
    CsvReaders(Schema reads, ReadOptions options, int blockBytes) {
        this.reads = reads;
        this.options = options;
        this.blockBytes = blockBytes;
    }

    /** What reading takes besides the file. */
    static final class Workspace {
        final ColumnBatch batch;
        final List<FieldColumn> columns = new ArrayList<>();
        final Block block;
        final FieldTable table;
        private Thread user = Thread.currentThread();

        private Workspace(Schema reads, ReadOptions options, int batchRows, int blockBytes, int usualBytes) {
            batch = new ColumnBatch(reads, batchRows);
            for (int column = 0; column < reads.size(); column++) {
                columns.add(FieldColumn.of(reads.field(column), batch.column(column), options, reads.size()));
            }
            block = new Block(blockBytes, usualBytes);
            table = FieldTable.of(reads.size());
        }
    }

    BatchReader open(CsvSplit split, int batchRows) {
        Workspace workspace = idle(batchRows)
                .orElseGet(() -> new Workspace(
                        reads,
                        options,
                        batchRows,
                        (int) Math.min(split.bytes(), blockBytes),
                        blockBytes + BEHIND_SPLIT));
        CsvFile file = split.source();
        try {
            return file.encoding().isPlain() ? openPart(split, workspace) : openStream(split, workspace);
        } catch (IOException e) {
            throw CsvFile.unreadable(file.path(), e);
        }
    }

    private CsvReader openStream(CsvSplit split, Workspace workspace) throws IOException {
        CsvFile file = split.source();
        Input input = file.encoding().open(file.path(), file.limits());
        try {
            workspace.block.start(input, 0);
            workspace.block.fill((int) file.firstRow());
            return new CsvReader(split, workspace, this, options.quarantine(), input, (int) file.firstRow());
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    private CsvReader openPart(CsvSplit split, Workspace workspace) throws IOException {
        CsvFile file = split.source();
        FileChannel channel = FileChannel.open(file.path());
        file.starts().begin(split.part());
        try {
            if (channel.size() != file.bytes()) {
                throw new IOException("it was changed after its header was read: it had " + file.bytes()
                        + " bytes, and now has " + channel.size());
            }
            return openPart(split, channel, workspace);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } finally {
            file.starts().end(split.part());
        }
    }

    private CsvReader openPart(CsvSplit split, FileChannel channel, Workspace workspace) throws IOException {
        CsvFile file = split.source();
        RowStarts starts = file.starts();
        Syntax syntax = Syntax.of(file.dialect());
        int fields = file.names().size();
        long from = starts.boundary(split.part());
        Input input = Input.of(channel, from);
        Block block = workspace.block;
        block.start(input, from);
        block.fill((int) split.bytes());
        long start = starts.start(split.part(), syntax, fields, channel);
        starts.findNext(split.part(), start, syntax, fields, channel, block);
        long place = Math.min(start - from, split.bytes());
        return new CsvReader(split, workspace, this, options.quarantine(), input, (int) place);
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

    LongRows longRows() {
        return longRows;
    }

    /** About the most bytes that a reader of the file holds besides its batch, where no row is long. */
    long memory(CsvFile file) {
        boolean hasTexts = reads.fields().stream().anyMatch(field -> field.type() == DataType.TEXT);
        long usual = blockBytes + BEHIND_SPLIT + (hasTexts ? DICTIONARIES : 0);
        if (!file.encoding().isPlain()) {
            return usual + Math.max(DECOMPRESSION, file.encoding().windowBytes());
        }
        return Math.min(2 * file.bytes(), usual);
    }

    /** What all readers of the source hold together where rows are longer. */
    long sharedMemory(CsvFile file) {
        long longest = file.mostRowBytes();
        return longest <= CsvReader.LONG ? 0 : COPIES_OF_LONG * longest;
    }
}
