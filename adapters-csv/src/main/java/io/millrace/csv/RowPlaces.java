package io.millrace.csv;

import io.millrace.core.port.RowPlace;
import io.millrace.core.text.RawText;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Where the rows of a batch stand in the block, which has their bytes as long as the batch is the last one. */
final class RowPlaces {
    private final CsvSplit split;
    private final Syntax syntax;
    private final Block block;
    private final LineCounter lines;
    private final int columns;
    private int[] starts = new int[0];
    private int[] ends = new int[0];

    /**
     * @param columns how many are read
     */
    RowPlaces(CsvSplit split, Syntax syntax, Block block, LineCounter lines, int columns) {
        this.split = split;
        this.syntax = syntax;
        this.block = block;
        this.lines = lines;
        this.columns = columns;
    }

    /** Notes the rows of a table, which stand in the batch behind so many others. */
    void add(FieldTable table, int at) {
        int count = at + table.count;
        if (count > starts.length) {
            int capacity = Math.max(count, 2 * starts.length);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        System.arraycopy(table.rowStarts, 0, starts, at, table.count);
        System.arraycopy(table.rowEnds, 0, ends, at, table.count);
    }

    /** See {@link io.millrace.core.port.BatchReader#place}. */
    RowPlace of(int row, List<Integer> inQuestion) throws IOException {
        int from = starts[row];
        int to = ends[row];
        return new RowPlace(
                lines.at(from),
                block.offset() + from,
                RawText.of(block.bytes(), from, Math.min(to, from + CsvReader.MOST_RAW_BYTES)),
                BadRowText.line(block.bytes(), from, first(from, inQuestion), to));
    }

    /** Where the first of these columns begins; the row, where the file has none of them. */
    private int first(int from, List<Integer> inQuestion) throws IOException {
        FieldTable fields = new FieldTable(columns, 1);
        RowTokenizer tokenizer = new RowTokenizer(syntax, block, fields);
        tokenizer.start(split.source().names().size(), split.columnOf());
        tokenizer.row(from);
        return Arrays.stream(split.columnOf())
                .filter(inQuestion::contains)
                .map(column -> fields.starts[fields.first(column)])
                .min()
                .orElse(from);
    }
}
