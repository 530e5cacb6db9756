package io.millrace.csv;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Quarantine;
import io.millrace.core.port.RowPlace;
import io.millrace.core.run.InputException;
import io.millrace.core.text.RawText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a split: some hundred are cut into fields, then read column by column. Each value is read strictly by its
 * column's type.
 */
final class CsvReader implements BatchReader {
    /** A batch has fewer rows where they are long, so that its texts do not need more memory than this. */
    private static final long MOST_BATCH_BYTES = 8 << 20;

    /** Or where it has more text than this that is new. */
    private static final int MOST_TEXT_BYTES = 2 << 20;

    /** Rows are cut and then read as long as they have fewer bytes. */
    private static final int MOST_TABLE_BYTES = 1 << 18;

    /** A row with more bytes is a batch of its own, and held by one reader of a source at a time. */
    static final int LONG = 1 << 20;

    /** After a row with quotes, so many are expected to have some, too. */
    private static final int QUOTED_ROWS = 15;

    /** What is kept of a bad row. */
    static final int MOST_RAW_BYTES = 1 << 16;

    private final CsvSplit split;
    private final CsvFile file;
    private final Syntax syntax;
    private final CsvReaders owner;
    private final Optional<Quarantine> quarantine;
    private final Input input;
    private final Block block;
    private final FieldTable table;
    private final List<FieldColumn> columns;
    private final RowTokenizer tokenizer;
    private final BadFields badFields;
    private final NullWords nullWords;
    private final LineCounter lines;
    private CsvReaders.@Nullable Workspace workspace;
    private @Nullable RowPlaces places;
    private int place;
    private int quotedRows;
    private boolean done;

    /** The batch has no room for more rows, or the block none beside those that it has. */
    private boolean isFull;

    private boolean hasRows;

    /** It is this reader's turn to hold a long row. */
    private boolean holdsLong;

    /** What ends the reading behind the rows that were read. */
    private @Nullable InputException failure;

    private long badCount;

    /**
     * @param input of which the block has the beginning
     * @param place of the first row in the block
     */
    CsvReader(
            CsvSplit split,
            CsvReaders.Workspace workspace,
            CsvReaders owner,
            Optional<Quarantine> quarantine,
            Input input,
            int place) {
        this.split = split;
        this.file = split.source();
        this.syntax = Syntax.of(file.dialect());
        this.owner = owner;
        this.quarantine = quarantine;
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

    @Override
    public void keepPlaces() {
        places = new RowPlaces(split, syntax, block, lines, columns.size());
    }

    @Override
    public RowPlace place(int row, List<Integer> inQuestion) {
        try {
            return places == null ? RowPlace.UNKNOWN : places.of(row, inQuestion);
        } catch (IOException e) {
            throw CsvFile.unreadable(file.path(), e);
        }
    }

    /** Rows that stand before what cannot be read are given before that is thrown. */
    @Override
    public @Nullable ColumnBatch next() {
        ColumnBatch batch = Objects.requireNonNull(workspace, "the reader is closed").batch;
        if (holdsLong) {
            giveUpLong();
        }
        if (done && failure == null) {
            return null;
        }
        int rows = failure == null ? fill(batch) : 0;
        if (failure != null && rows == 0) {
            throw failure;
        }
        for (FieldColumn column : columns) {
            column.endBatch(rows);
        }
        batch.rowCount(rows);
        return done && rows == 0 ? null : batch;
    }

    /** Reads rows as long as there are any, and room for them; returns how many. */
    private int fill(ColumnBatch batch) {
        batch.clear();
        columns.forEach(FieldColumn::startBatch);
        isFull = false;
        int rows = 0;
        long from = offset();
        try {
            do {
                rows = read(batch, rows);
                isFull |= rows == batch.capacity()
                        || offset() - from >= MOST_BATCH_BYTES
                        || textBytes() >= MOST_TEXT_BYTES;
            } while (!isFull && !done && failure == null);
        } catch (IOException e) {
            failure = CsvFile.unreadable(file.path(), e);
        }
        return rows;
    }

    private int textBytes() {
        int bytes = 0;
        for (FieldColumn column : columns) {
            bytes += column.textBytes();
        }
        return bytes;
    }

    private long offset() {
        return block.offset() + place;
    }

    /** Reads rows behind those that the batch has; returns how many it then has. */
    private int read(ColumnBatch batch, int rows) throws IOException {
        table.count = 0;
        hasRows = rows > 0;
        cut(Math.min(table.capacity(), batch.capacity() - rows));
        nullWords.apply(block, table);
        readColumns(rows);
        if (!badFields.isEmpty()) {
            takeOut(batch, rows);
        }
        if (places != null) {
            places.add(table, rows);
        }
        return rows + table.count;
    }

    /** Cuts rows into fields: as many, or those that are in the block. */
    private void cut(int most) throws IOException {
        while (table.count < most && !isFull && failure == null && tableBytes() < MOST_TABLE_BYTES) {
            if (offset() >= split.end() || place >= block.limit() && block.atEnd()) {
                done = true;
                return;
            }
            cutPlain(most);
            if (table.count == most || offset() >= split.end() || tableBytes() >= MOST_TABLE_BYTES) {
                continue;
            }
            int next = place >= block.limit() ? RowTokenizer.INCOMPLETE : tokenizer.row(place);
            if (next >= 0) {
                boolean isLong = tokenizer.isRow() && next - place > LONG;
                if (isLong && !takesLong()) {
                    return;
                }
                table.count += tokenizer.isRow() ? 1 : 0;
                place = next;
                isFull |= isLong;
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
        long end = Math.min(block.limit(), split.end() - block.offset());
        return (int) Math.min(end, (table.count > 0 ? table.rowStarts[0] : place) + MOST_TABLE_BYTES);
    }

    private int tableBytes() {
        return table.count > 0 ? place - table.rowStarts[0] : 0;
    }

    private void more() throws IOException {
        if (block.limit() - place > LONG && !takesLong()) {
            return;
        }
        if (places != null && hasRows && !block.hasRoomFor(place)) {
            isFull = true;
            return;
        }
        lines.beforeMove(place);
        place -= block.more(place, place);
    }

    /** Whether the batch may take a long row; else it ends before. */
    private boolean takesLong() {
        boolean isFirst = !hasRows && table.count == 0;
        holdsLong = holdsLong || isFirst && owner.longRows().begin();
        if (!isFirst || !holdsLong) {
            isFull = true;
            return false;
        }
        columns.forEach(FieldColumn::startLong);
        block.allow(file.mostRowBytes());
        return true;
    }

    /** The batch with the long row has been used. */
    private void giveUpLong() {
        try {
            lines.beforeMove(place);
        } catch (IOException e) {
            throw CsvFile.unreadable(file.path(), e);
        }
        columns.forEach(FieldColumn::endLong);
        int moved = block.shrink(place);
        if (moved >= 0) {
            place -= moved;
            holdsLong = false;
            owner.longRows().end();
        }
    }

    /** The line on which a broken row began is all that is lost. */
    private void skipBroken() throws IOException {
        int end = block.lineEnd(place);
        boolean endless = end - place > syntax.mostRowBytes();
        if (block.endsIn(end) && !endless) {
            more();
            return;
        }
        if (block.endsIn(end) && places != null && hasRows) {
            isFull = true;
            return;
        }
        String field = tokenizer.isOfWholeRow() ? "" : "field " + tokenizer.fields() + ": ";
        int shown = endless ? place + syntax.mostRowBytes() : end;
        bad(place, Math.min(tokenizer.reached(), shown), shown, "", field + tokenizer.problem());
        while (block.endsIn(end) && failure == null) {
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

    /** Rows with a field that does not fit go, or all from the first one on; the others are read again in their places. */
    private void takeOut(ColumnBatch batch, int at) throws IOException {
        int count = table.count;
        for (Map.Entry<Integer, BadFields.BadField> bad : badFields.byRow().entrySet()) {
            misfit(bad.getKey(), bad.getValue());
            if (failure != null) {
                table.count = bad.getKey();
                break;
            }
        }
        if (failure == null) {
            badFields.byRow().descendingKeySet().forEach(table::remove);
        }
        for (int column = 0; column < columns.size(); column++) {
            batch.column(column).clearNullRange(at, at + count);
        }
        readColumns(at);
    }

    private void misfit(int row, BadFields.BadField bad) throws IOException {
        FieldColumn field = columns.get(bad.column());
        byte[] value = field.text(block, table, bad.column(), syntax, row, BadRowText.MOST_VALUE_BYTES);
        String reason = BadRowText.reason(value, bad.problem());
        int start = table.starts[table.first(bad.column()) + row];
        bad(table.rowStarts[row], start, table.rowEnds[row], field.field().name(), reason);
    }

    /** Sets a row aside, or ends the reading with it. */
    private void bad(int from, int at, int to, String column, String reason) throws IOException {
        int kept = Math.min(to, from + MOST_RAW_BYTES);
        String raw = RawText.of(block.bytes(), from, kept);
        BadRow row = new BadRow(file.name(), lines.at(from), block.offset() + from, column, reason, raw);
        if (quarantine.isPresent()) {
            quarantine.get().add(row);
            badCount++;
        } else {
            failure = new InputException(BadRowText.message(row, block.bytes(), from, at, to));
        }
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
        if (holdsLong) {
            columns.forEach(FieldColumn::endLong);
            block.shrink(block.limit());
            owner.longRows().end();
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
