package io.millrace.csv;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names of a file's columns.
 *
 * @param end where the first row begins behind them
 */
record Header(List<String> names, long end) {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int PIECE = 1 << 12;

    /**
     * @param declared the names where the dialect has no header
     */
    static Header read(Path path, Encoding encoding, CsvDialect dialect, List<String> declared, ReadLimits limits)
            throws IOException {
        Block block = new Block(PIECE);
        try (Input input = encoding.open(path, limits)) {
            block.start(input, 0);
            block.fill(PIECE);
            int start = afterByteOrderMark(path, block, dialect);
            if (dialect.header()) {
                return read(path, block, Syntax.of(dialect), start, limits);
            }
            if (declared.isEmpty()) {
                throw new InputException(path + " has no header, so its columns must be named: declare all of them, in"
                        + " the order of the file (--column NAME=TYPE, or columns: in the feature set)");
            }
            return new Header(declared, start);
        }
    }

    private static int afterByteOrderMark(Path path, Block block, CsvDialect dialect) {
        byte[] bytes = block.bytes();
        int marked = 0;
        while (marked < BYTE_ORDER_MARK.length && marked < block.limit() && bytes[marked] == BYTE_ORDER_MARK[marked]) {
            marked++;
        }
        int first = block.limit() < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (dialect.charset().equals(StandardCharsets.UTF_8) && (first == 0xfeff || first == 0xfffe)) {
            throw new InputException(
                    path + " begins with the byte order mark of UTF-16; read it with --charset utf-16");
        }
        return marked == BYTE_ORDER_MARK.length ? marked : 0;
    }

    private static Header read(Path path, Block block, Syntax syntax, int start, ReadLimits limits) throws IOException {
        RowTokenizer counter = new RowTokenizer(syntax, block, new FieldTable(0, 1));
        counter.start(RowTokenizer.ANY, new int[0]);
        int from = start;
        int next;
        do {
            if (from >= block.limit() && block.atEnd()) {
                throw new InputException(path + " is empty: a CSV file begins with a line of column names");
            }
            next = counter.row(from);
            if (next == RowTokenizer.BROKEN) {
                throw new InputException(path + ", line 1, field " + counter.fields() + ": " + counter.problem());
            } else if (next == RowTokenizer.INCOMPLETE) {
                from -= block.more(from, from);
            } else if (!counter.isRow()) {
                from = next;
            }
        } while (next < 0 || !counter.isRow());
        if (counter.fields() > limits.columns()) {
            throw Refused.excessive("it has " + counter.fields() + " columns, and the limit is " + limits.columns()
                    + "; --max-columns raises it");
        }
        return new Header(names(path, block, syntax, from, counter.fields()), block.offset() + next);
    }

    private static List<String> names(Path path, Block block, Syntax syntax, int from, int count) throws IOException {
        FieldTable table = new FieldTable(count, 1);
        RowTokenizer tokenizer = new RowTokenizer(syntax, block, table);
        tokenizer.start(count, IntStream.range(0, count).toArray());
        tokenizer.row(from);
        TextColumn column = new TextColumn(Field.nullable("name", DataType.TEXT), new TextVector(1), 1);
        Utf8 utf8 = new Utf8();
        List<String> names = new ArrayList<>(count);
        for (int field = 0; field < count; field++) {
            byte[] name = column.text(block, table, field, syntax, 0);
            if (!utf8.isValid(name, 0, name.length)) {
                throw new InputException(path + ", line 1, field " + (field + 1) + ": the name is not UTF-8 text");
            }
            names.add(utf8.text(name, 0, name.length));
        }
        return names;
    }
}
