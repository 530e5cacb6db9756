package io.millrace.core.diff;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.TimestampText;
import java.util.Arrays;
import java.util.StringJoiner;

/** Keys of rows in the order of a matrix: column by column, numbers by value, text by its bytes, taken as unsigned. */
final class Keys {
    private Keys() {}

    /** Compares the first columns of two rows, none of which is null and whose types are alike. */
    static int compare(ColumnBatch left, int leftRow, ColumnBatch right, int rightRow, int columns) {
        for (int i = 0; i < columns; i++) {
            int order = compare(left.column(i), leftRow, right.column(i), rightRow);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(ColumnVector left, int leftRow, ColumnVector right, int rightRow) {
        if (left instanceof LongVector longs) {
            return Long.compare(longs.get(leftRow), ((LongVector) right).get(rightRow));
        } else if (left instanceof DoubleVector doubles) {
            return Double.compare(doubles.get(leftRow) + 0.0, ((DoubleVector) right).get(rightRow) + 0.0);
        }
        TextVector texts = (TextVector) left;
        TextVector others = (TextVector) right;
        Dictionary a = texts.dictionary();
        Dictionary b = others.dictionary();
        int from = a.offset(texts.code(leftRow));
        int to = b.offset(others.code(rightRow));
        return Arrays.compareUnsigned(
                a.bytes(),
                from,
                from + a.length(texts.code(leftRow)),
                b.bytes(),
                to,
                to + b.length(others.code(rightRow)));
    }

    /** A batch of one row, to keep the key of a row whose batch is used again. */
    static ColumnBatch keeper(Schema key) {
        return new ColumnBatch(key, 1);
    }

    /** Keeps the key of a row. */
    static void keep(ColumnBatch source, int row, ColumnBatch keeper) {
        for (int i = 0; i < keeper.schema().size(); i++) {
            ColumnVector from = source.column(i);
            if (from instanceof LongVector longs) {
                keeper.longs(i).set(0, longs.get(row));
            } else if (from instanceof DoubleVector doubles) {
                keeper.doubles(i).set(0, doubles.get(row));
            } else {
                keep((TextVector) from, row, keeper.texts(i));
            }
        }
        keeper.rowCount(1);
    }

    private static void keep(TextVector from, int row, TextVector keeper) {
        Dictionary entries = from.dictionary();
        int code = from.code(row);
        keeper.dictionary().clear();
        keeper.set(0, keeper.dictionary().append(entries.bytes(), entries.offset(code), entries.length(code)));
    }

    /** The first columns of a row as people write them: {@code 42, 2024-10-31T00:00:00Z}. */
    static String print(ColumnBatch batch, int row, int columns) {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < columns; i++) {
            text.add(print(batch.schema().field(i).type(), batch.column(i), row));
        }
        return text.toString();
    }

    private static String print(DataType type, ColumnVector column, int row) {
        if (column instanceof TextVector texts) {
            return texts.text(row);
        } else if (column instanceof DoubleVector doubles) {
            return DoubleText.toString(doubles.get(row));
        }
        long value = ((LongVector) column).get(row);
        return switch (type.kind()) {
            case TIMESTAMP -> TimestampText.toString(value);
            case BOOLEAN -> Boolean.toString(value != 0);
            case DECIMAL -> DecimalText.toString(value, type.scale());
            default -> Long.toString(value);
        };
    }
}
