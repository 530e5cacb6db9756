package io.millrace.csv;

import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.TextParser;
import org.jspecify.annotations.Nullable;

/** Integers: up to eight digits at once. */
final class IntegerColumn extends FieldColumn {
    private final LongVector vector;
    private final TextParser parser = new TextParser();

    IntegerColumn(Field field, LongVector vector) {
        super(field, vector);
        this.vector = vector;
    }

    @Override
    void read(Block block, FieldTable table, int column, Syntax syntax, int at, BadFields problems) {
        byte[] bytes = block.bytes();
        int[] starts = table.starts;
        int[] ends = table.ends;
        int first = table.first(column);
        long[] values = vector.values();
        for (int row = 0; row < table.count; row++) {
            int length = ends[first + row] - starts[first + row];
            long value = length > 0 && length <= Long.BYTES
                    ? Words.digits(Words.at(bytes, starts[first + row]), length)
                    : -1;
            if (value >= 0) {
                values[at + row] = value;
            } else {
                readAny(block, table, column, syntax, row, at, problems);
            }
        }
    }

    @Override
    @Nullable
    String value(byte[] bytes, int from, int to, int row) {
        String problem = parser.parseLong(bytes, from, to);
        vector.set(row, parser.longValue());
        return problem;
    }
}
