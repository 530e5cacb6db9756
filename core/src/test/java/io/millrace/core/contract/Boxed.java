package io.millrace.core.contract;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Cells of batches as boxed values, a decimal as its number times 10^scale, and their order. */
final class Boxed {
    /** Of two non-null values of one type: false before true, text by its unsigned UTF-8 bytes. */
    static final Comparator<Object> ORDER = Boxed::compare;

    private Boxed() {}

    static int compare(Object left, Object right) {
        if (left instanceof Long number) {
            return Long.compare(number, (Long) right);
        }
        if (left instanceof Double number) {
            return Double.compare(number, (Double) right);
        }
        if (left instanceof Boolean flag) {
            return Boolean.compare(flag, (Boolean) right);
        }
        return Arrays.compareUnsigned(utf8(left), utf8(right));
    }

    private static byte[] utf8(Object text) {
        return ((String) text).getBytes(StandardCharsets.UTF_8);
    }

    /** The cell as it stands: NaN, infinities and -0.0 included. */
    static @Nullable Object cell(ColumnBatch batch, int column, int row) {
        if (batch.column(column).isNull(row)) {
            return null;
        }
        DataType type = batch.schema().field(column).type();
        if (type == DataType.FLOAT64) {
            return batch.doubles(column).get(row);
        }
        if (type == DataType.TEXT) {
            return batch.texts(column).text(row);
        }
        long value = batch.longs(column).get(row);
        if (type != DataType.BOOLEAN) {
            return value;
        }
        if (value != 0 && value != 1) {
            throw new IllegalStateException("a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    /** All cells of a row. */
    static @Nullable Object[] row(ColumnBatch batch, int row) {
        @Nullable Object[] cells = new Object[batch.schema().size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = cell(batch, column, row);
        }
        return cells;
    }

    /** Sets the cell; a decimal may be given as such or times 10^scale, text is appended to the vector's dictionary, which must be one that may repeat entries. */
    static void set(ColumnBatch batch, int column, int row, @Nullable Object value) {
        if (value == null) {
            batch.column(column).setNull(row);
        } else if (value instanceof Double number) {
            batch.doubles(column).set(row, number);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            batch.texts(column).set(row, batch.texts(column).dictionary().append(bytes, 0, bytes.length));
        } else if (value instanceof BigDecimal number) {
            int scale = batch.schema().field(column).type().scale();
            batch.longs(column).set(row, number.setScale(scale).unscaledValue().longValueExact());
        } else {
            batch.longs(column).set(row, value instanceof Boolean flag ? (flag ? 1 : 0) : (Long) value);
        }
    }
}
