package io.millrace.csv;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.TextParser;
import org.jspecify.annotations.Nullable;

/** Booleans and decimals, byte by byte. */
final class OtherColumn extends FieldColumn {
    private final LongVector vector;
    private final DataType type;
    private final TextParser parser = new TextParser();

    OtherColumn(Field field, LongVector vector) {
        super(field, vector);
        this.vector = vector;
        this.type = field.type();
    }

    @Override
    void read(Block block, FieldTable table, int column, Syntax syntax, int at, BadFields problems) {
        for (int row = 0; row < table.count; row++) {
            readAny(block, table, column, syntax, row, at, problems);
        }
    }

    @Override
    @Nullable
    String value(byte[] bytes, int from, int to, int row) {
        String problem = type.isDecimal() ? decimal(bytes, from, to) : parser.parseBoolean(bytes, from, to);
        vector.set(row, parser.longValue());
        return problem;
    }

    private @Nullable String decimal(byte[] bytes, int from, int to) {
        String problem = parser.parseDecimal(bytes, from, to, type.precision(), type.scale());
        return problem == null ? null : "no " + type.sql() + ": " + problem;
    }
}
