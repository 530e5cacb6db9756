package io.millrace.csv;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.BatchReader;
import io.millrace.core.text.RawText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a split: some hundred are cut into fields, then read column by column. Each value is read strictly by its
 * column's type.
 */
final class CsvReader implements BatchReader {
    /** A batch has fewer rows where they are long, so that its texts do not need more memory than this. */
    private static final long MOST_BATCH_BYTES = 8 << 20;

    /** After a row with quotes, so many are expected to have some, too. */
    private static final int QUOTED_ROWS = 15;

    /** What is kept of a bad row. */
    private static final int MOST_RAW_BYTES = 1 << 16;

    private final CsvSplit split;
    private final CsvFile file;
    private final Syntax syntax;
    private final CsvReaders owner;
    private final BadRows badRows;
    private final Input input;
    private final Block block;
    private final FieldTable table;
    private final List<FieldColumn> columns;
    private final RowTokenizer tokenizer;
    private final BadFields badFields;
    private final NullWords nullWords;
    private final LineCounter lines;
    private CsvReaders.@Nullable Workspace workspace;
    private int place;
    private int quotedRows;
    private boolean done;
    private long badCount;

    private CsvReader(
            CsvSplit split, CsvReaders.Workspace workspace, CsvReaders owner, BadRows badRows, Input input, int place) {
        this.split = split;
        this.file = split.source();
        this.syntax = Syntax.of(file.dialect());
        this.owner = owner;
        this.badRows = badRows;
        this.input = input;
        this.workspace = workspace;
        this.block = workspace.block;
        this.table = workspace.table;
        this.columns = workspace.columns;
        this.tokenizer = new RowTokenizer(syntax, block, table);
        this.badFields = new BadFields(table);
        this.nullWords = new NullWords(file.dialect().nullWords());
        this.lines = new LineCounter(file, block);
        this.place = place;
        tokenizer.start(file.names().size(), split.columnOf());
        table.startFile(split.columnOf());
    }

    static CsvReader open(CsvSplit split, CsvReaders.Workspace workspace, CsvReaders owner, BadRows badRows) {
        CsvFile file = split.source();
        try {
            return file.encoding().isPlain()
                    ? openPart(split, workspace, owner, badRows)
                    : openStream(split, workspace, owner, badRows);
        } catch (IOException e) {
            throw CsvFile.unreadable(file.path(), e);
        }
    }

    private static CsvReader openStream(
            CsvSplit split, CsvReaders.Workspace workspace, CsvReaders owner, BadRows badRows) throws IOException {
        CsvFile file = split.source();
        Input input = file.encoding().open(file.path());
        try {
            workspace.block.start(input, 0);
            workspace.block.fill((int) file.firstRow());
            return new CsvReader(split, workspace, owner, badRows, input, (int) file.firstRow());
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    private static CsvReader openPart(CsvSplit split, CsvReaders.Workspace workspace, CsvReaders owner, BadRows badRows)
            throws IOException {
        CsvFile file = split.source();
        FileChannel channel = FileChannel.open(file.path());
        file.starts().begin(split.part());
        try {
            if (channel.size() != file.bytes()) {
                throw new IOException("it was changed after its header was read: it had " + file.bytes()
                        + " bytes, and now has " + channel.size());
            }
            return openPart(split, channel, workspace, owner, badRows);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } finally {
            file.starts().end(split.part());
        }
    }

    private static CsvReader openPart(
            CsvSplit split, FileChannel channel, CsvReaders.Workspace workspace, CsvReaders owner, BadRows badRows)
            throws IOException {
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
        return new CsvReader(split, workspace, owner, badRows, input, (int) place);
    }

    @Override
    public @Nullable ColumnBatch next() {
        ColumnBatch batch = Objects.requireNonNull(workspace, "the reader is closed").batch;
        if (done) {
            return null;
        }
        batch.clear();
        columns.forEach(FieldColumn::startBatch);
        int rows = 0;
        long from = offset();
        try {
            do {
                rows = read(batch, rows);
            } while (rows < batch.capacity() && !done && offset() - from < MOST_BATCH_BYTES);
        } catch (IOException e) {
            throw CsvFile.unreadable(file.path(), e);
        }
        for (FieldColumn column : columns) {
            column.endBatch(rows);
        }
        batch.rowCount(rows);
        if (done) {
            badRows.ended(split);
        }
        return done && rows == 0 ? null : batch;
    }

    private long offset() {
        return block.offset() + place;
    }

    /** Reads rows behind those that the batch has; returns how many it then has. */
    private int read(ColumnBatch batch, int rows) throws IOException {
        table.count = 0;
        cut(Math.min(FieldTable.ROWS, batch.capacity() - rows));
        nullWords.apply(block, table);
        readColumns(rows);
        if (!badFields.isEmpty()) {
            takeOut(batch, rows);
        }
        return rows + table.count;
    }

    /** Cuts rows into fields: as many, or those that are in the block. */
    private void cut(int most) throws IOException {
        while (table.count < most) {
            if (offset() >= split.end() || place >= block.limit() && block.atEnd()) {
                done = true;
                return;
            }
            cutPlain(most);
            if (table.count == most || offset() >= split.end()) {
                continue;
            }
            int next = place >= block.limit() ? RowTokenizer.INCOMPLETE : tokenizer.row(place);
            if (next >= 0) {
                table.count += tokenizer.isRow() ? 1 : 0;
                place = next;
            } else if (table.count > 0) {
                // those must be read before the block moves
                return;
            } else if (next == RowTokenizer.INCOMPLETE) {
                more();
            } else {
                skipBroken();
            }
        }
    }

    /** Rows without quotes, unless there were none of late. */
    private void cutPlain(int most) {
        if (quotedRows > 0) {
            quotedRows--;
            return;
        }
        int before = table.count;
        place = tokenizer.plainRows(place, until(), most);
        quotedRows = table.count == before ? QUOTED_ROWS : 0;
    }

    private int until() {
        return (int) Math.min(block.limit(), split.end() - block.offset());
    }

    private void more() throws IOException {
        lines.beforeMove(place);
        place -= block.more(place, place);
    }

    /** The line on which a broken row began is all that is lost. */
    private void skipBroken() throws IOException {
        int end = block.lineEnd(place);
        boolean endless = end - place > syntax.mostRowBytes();
        if (block.endsIn(end) && !endless) {
            more();
            return;
        }
        String field = tokenizer.isOfWholeRow() ? "" : "field " + tokenizer.fields() + ": ";
        int shown = endless ? place + syntax.mostRowBytes() : end;
        bad(place, Math.min(tokenizer.reached(), shown), shown, "", field + tokenizer.problem());
        while (block.endsIn(end)) {
            place = end - block.more(end, end);
            end = block.lineEnd(place);
        }
        place = block.afterLineEnd(end);
        lines.nextLine(place);
    }

    private void readColumns(int at) {
        badFields.clear();
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).read(block, table, column, syntax, at, badFields);
        }
    }

    /** Rows with a field that does not fit go; the others are read again in their places. */
    private void takeOut(ColumnBatch batch, int at) throws IOException {
        int count = table.count;
        for (Map.Entry<Integer, BadFields.BadField> bad : badFields.byRow().entrySet()) {
            int row = bad.getKey();
            int column = bad.getValue().column();
            FieldColumn field = columns.get(column);
            byte[] value = field.text(block, table, column, syntax, row);
            String reason = BadRowText.reason(value, bad.getValue().problem());
            int start = table.starts[table.first(column) + row];
            bad(table.rowStarts[row], start, table.rowEnds[row], field.field().name(), reason);
        }
        for (int row : badFields.byRow().descendingKeySet()) {
            table.remove(row);
        }
        for (int column = 0; column < columns.size(); column++) {
            batch.column(column).clearNullRange(at, at + count);
        }
        readColumns(at);
    }

    private void bad(int from, int at, int to, String column, String reason) throws IOException {
        badCount++;
        long line = lines.at(from);
        int kept = Math.min(to, from + MOST_RAW_BYTES);
        BadRow row = new BadRow(
                file.name(), line, block.offset() + from, column, reason, RawText.of(block.bytes(), from, kept));
        badRows.add(split, () -> row, () -> BadRowText.message(row, block.bytes(), from, at, to));
    }

    @Override
    public long bytesRead() {
        return input.bytesRead();
    }

    @Override
    public long badRows() {
        return badCount;
    }

    @Override
    public void close() {
        if (workspace == null) {
            return;
        }
        owner.giveBack(workspace);
        workspace = null;
        try {
            input.close();
        } catch (IOException e) {
            throw CsvFile.unreadable(file.path(), e);
        }
    }
}
