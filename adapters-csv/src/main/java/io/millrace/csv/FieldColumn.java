package io.millrace.csv;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one column into its vector. */
abstract class FieldColumn {
    /** More bytes than anybody is told of a value. */
    private static final int MOST_TOLD = 1 << 10;

    private final Field field;
    private final ColumnVector vector;
    private int mostBytes = Integer.MAX_VALUE;
    private byte[] unescaped = new byte[64];

    FieldColumn(Field field, ColumnVector vector) {
        this.field = field;
        this.vector = vector;
    }

    /**
     * @param columns how many there are, which decides how much one may keep
     */
    static FieldColumn of(Field field, ColumnVector vector, ReadOptions options, int columns) {
        FieldColumn column = of(field, vector, options.csv(), columns);
        column.mostBytes = options.limits().cellBytes();
        return column;
    }

    private static FieldColumn of(Field field, ColumnVector vector, CsvDialect dialect, int columns) {
        DataType type = field.type();
        return switch (type.kind()) {
            case TEXT -> new TextColumn(field, (TextVector) vector, columns);
            case FLOAT64 -> new DoubleColumn(field, (DoubleVector) vector);
            case INT64 -> new IntegerColumn(field, (LongVector) vector);
            case TIMESTAMP -> new TimeColumn(field, (LongVector) vector, dialect.timeFormats());
            case BOOLEAN, DECIMAL -> new OtherColumn(field, (LongVector) vector);
        };
    }

    final Field field() {
        return field;
    }

    void startBatch() {}

    /** Starts the batch, which has no row yet, as one of a single row that is long. */
    void startLong() {}

    void endBatch(int rows) {}

    /** Gives back the memory that a long row has taken. */
    void endLong() {
        unescaped = new byte[64];
    }

    /** How many bytes the texts of this batch have taken. */
    int textBytes() {
        return 0;
    }

    /**
     * Reads the column's fields of all rows of the table.
     *
     * @param at the row of the batch that the table's first becomes
     * @param problems takes the rows whose field does not fit
     */
    abstract void read(Block block, FieldTable table, int column, Syntax syntax, int at, BadFields problems);

    /** Takes a field as any is taken: null, in quotes, with escapes. */
    final void readAny(Block block, FieldTable table, int column, Syntax syntax, int row, int at, BadFields problems) {
        int start = table.starts[table.first(column) + row];
        int end = table.ends[table.first(column) + row];
        int last = end & FieldTable.PLACE;
        if (start == end) {
            vector.setNull(at + row);
            return;
        }
        String problem;
        if (last - start > mostBytes) {
            problem = "of " + (last - start) + " bytes, and the limit of a value is " + mostBytes + " (--max-cell)";
        } else if ((end & FieldTable.ESCAPED) != 0) {
            int length = unescape(block.bytes(), start, last, syntax);
            problem = value(unescaped, 0, length, at + row);
        } else {
            problem = value(block.bytes(), start, last, at + row);
        }
        if (problem != null) {
            problems.add(row, column, problem);
        }
    }

    /** Reads a value; returns what is wrong with it, in words that follow it. */
    abstract @Nullable String value(byte[] bytes, int from, int to, int row);

    private int unescape(byte[] bytes, int from, int to, Syntax syntax) {
        if (unescaped.length < to - from) {
            unescaped = new byte[Math.max(to - from, Math.min(2 * unescaped.length, CsvReader.LONG))];
        }
        int length = 0;
        int place = from;
        while (place < to) {
            boolean escapes = bytes[place] == syntax.escape() || bytes[place] == syntax.quote();
            place += escapes ? 1 : 0;
            unescaped[length++] = bytes[place++];
        }
        return length;
    }

    /** The beginning of the text of a field, without quotes and escapes. */
    final byte[] text(Block block, FieldTable table, int column, Syntax syntax, int row) {
        return text(block, table, column, syntax, row, Integer.MAX_VALUE);
    }

    /**
     * The beginning of a field's text, without quotes and escapes.
     *
     * @param most how many bytes of the field are looked at
     */
    final byte[] text(Block block, FieldTable table, int column, Syntax syntax, int row, int most) {
        int start = table.starts[table.first(column) + row];
        int end = table.ends[table.first(column) + row];
        int last = start + Math.min(most, (end & FieldTable.PLACE) - start);
        if ((end & FieldTable.ESCAPED) != 0) {
            int length = unescape(block.bytes(), start, last, syntax);
            return Arrays.copyOf(unescaped, Math.min(length, MOST_TOLD));
        }
        return Arrays.copyOfRange(block.bytes(), start, Math.min(last, start + MOST_TOLD));
    }
}
