package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.plan.Window;
import io.millrace.core.run.InputException;
import java.math.BigDecimal;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Numbers, booleans, times and decimals. */
final class NumberReader extends ColumnReader {
    /** The value of a row that is not null. */
    private interface LongValue {
        long at(int row);
    }

    private final FieldVector column;

    NumberReader(FieldVector column) {
        this.column = column;
    }

    @Override
    void copy(int from, int count, ColumnVector into) {
        if (into instanceof DoubleVector doubles) {
            FloatingPointVector values = (FloatingPointVector) column;
            boolean half = column instanceof Float2Vector;
            for (int row = 0; row < count; row++) {
                if (column.isNull(from + row)) {
                    doubles.setNull(row);
                } else {
                    doubles.set(
                            row,
                            half
                                    ? ((Float2Vector) column).getValueAsFloat(from + row)
                                    : values.getValueAsDouble(from + row));
                }
            }
        } else {
            copyLongs(from, count, (LongVector) into, longs());
        }
    }

    private void copyLongs(int from, int count, LongVector into, LongValue values) {
        for (int row = 0; row < count; row++) {
            if (column.isNull(from + row)) {
                into.setNull(row);
            } else {
                into.set(row, values.at(from + row));
            }
        }
    }

    private LongValue longs() {
        if (column instanceof UInt8Vector unsigned) {
            return row -> requireLong(unsigned.get(row));
        }
        if (column instanceof BaseIntVector integers) {
            return integers::getValueAsLong;
        }
        if (column instanceof BitVector bits) {
            return bits::get;
        }
        if (column instanceof DateDayVector days) {
            return row -> days.get(row) * Window.MICROS_PER_DAY;
        }
        if (column instanceof DateMilliVector millis) {
            return row -> micros(millis.get(row), TimeUnit.MILLISECOND);
        }
        if (column instanceof DecimalVector decimals) {
            return row -> unscaled(decimals.getObjectNotNull(row), decimals.getPrecision());
        }
        TimeStampVector times = (TimeStampVector) column;
        TimeUnit unit = ((ArrowType.Timestamp) column.getField().getType()).getUnit();
        return row -> micros(times.get(row), unit);
    }

    private long unscaled(BigDecimal value, int precision) {
        if (value.precision() > precision) {
            throw new InputException("column " + column.getName() + " holds " + value.toPlainString()
                    + ", which has more than the " + precision + " digits of its type");
        }
        return value.unscaledValue().longValueExact();
    }

    private long requireLong(long value) {
        if (value < 0) {
            throw new InputException("column " + column.getName() + " holds " + Long.toUnsignedString(value)
                    + ", which is above the largest bigint");
        }
        return value;
    }

    private long micros(long time, TimeUnit unit) {
        try {
            return switch (unit) {
                case SECOND -> Math.multiplyExact(time, 1_000_000L);
                case MILLISECOND -> Math.multiplyExact(time, 1000L);
                case MICROSECOND -> time;
                case NANOSECOND -> Math.floorDiv(time, 1000L);
            };
        } catch (ArithmeticException e) {
            throw new InputException(
                    "column " + column.getName() + " holds the time " + time + " (" + unit
                            + "), which microseconds in 64 bits cannot tell",
                    e);
        }
    }
}
