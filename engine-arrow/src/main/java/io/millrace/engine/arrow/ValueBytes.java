package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One value of any type as bytes: equal for equal values, and ordered, as unsigned bytes, as the values are. Text as it
 * is, all others as 8 bytes.
 */
final class ValueBytes {
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private byte[] source = number.array();
    private int from;
    private int length;

    /** Takes the value at a row; false where it is null or not finite. */
    boolean set(ColumnVector column, int row) {
        if (column.isNull(row)) {
            return false;
        }
        if (column instanceof TextVector texts) {
            set(texts.dictionary(), texts.code(row));
        } else if (column instanceof DoubleVector doubles) {
            setDouble(doubles.get(row));
            return Double.isFinite(doubles.get(row));
        } else if (column instanceof LongVector longs) {
            setLong(longs.get(row));
        }
        return true;
    }

    /** Takes an entry of a dictionary. */
    void set(Dictionary entries, int code) {
        source = entries.bytes();
        from = entries.offset(code);
        length = entries.length(code);
    }

    /** Takes a value as it stands in a constant. */
    void set(Object value) {
        if (value instanceof String text) {
            source = text.getBytes(StandardCharsets.UTF_8);
            from = 0;
            length = source.length;
        } else if (value instanceof Double wide) {
            setDouble(wide);
        } else if (value instanceof Boolean truth) {
            setLong(truth ? 1 : 0);
        } else {
            setLong((Long) value);
        }
    }

    private void setDouble(double value) {
        setLong(Extremes.ordered(value + 0.0));
    }

    private void setLong(long value) {
        number.putLong(0, value ^ Long.MIN_VALUE);
        source = number.array();
        from = 0;
        length = Long.BYTES;
    }

    /** The inverse for types that travel as integers. */
    static long longOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong() ^ Long.MIN_VALUE;
    }

    /** The inverse for doubles. */
    static double doubleOf(byte[] bytes) {
        return Extremes.unordered(longOf(bytes));
    }

    byte[] source() {
        return source;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }
}
