package io.millrace.parquet.page;

import io.millrace.parquet.DecimalTypes;
import io.millrace.parquet.StoredType;
import org.apache.parquet.format.Type;

/** From integers as they are stored to those of events. */
final class LongConversion {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final StoredType stored;
    private final boolean narrow;
    private final int precision;

    private LongConversion(StoredType stored, boolean narrow, int precision) {
        this.stored = stored;
        this.narrow = narrow;
        this.precision = precision;
    }

    /** Leaves everything as it is. */
    static LongConversion none() {
        return new LongConversion(StoredType.INTEGER, false, 0);
    }

    static LongConversion of(PageColumn column) {
        return new LongConversion(column.stored(), column.physical() == Type.INT32, column.precision());
    }

    /**
     * @throws ValueProblem where one of {@code values[from, from + count)} cannot be an event's
     */
    void apply(long[] values, int from, int count) {
        switch (stored) {
            case UNSIGNED -> unsigned(values, from, count);
            case DATE -> scale(values, from, count, MICROS_PER_DAY);
            case MILLIS -> scale(values, from, count, MICROS_PER_MILLI);
            case NANOS -> floor(values, from, count);
            case DECIMAL_INTEGER -> checkDigits(values, from, count);
            default -> {}
        }
    }

    private void unsigned(long[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (narrow) {
                values[i] &= UNSIGNED_INT;
            } else if (values[i] < 0) {
                throw new ValueProblem(
                        i - from,
                        "the unsigned integer " + Long.toUnsignedString(values[i]) + " is above " + Long.MAX_VALUE
                                + ", the largest bigint");
            }
        }
    }

    private static void scale(long[] values, int from, int count, long factor) {
        for (int i = from; i < from + count; i++) {
            long value = values[i];
            long scaled = value * factor;
            if (Math.multiplyHigh(value, factor) != scaled >> Long.SIZE - 1) {
                throw new ValueProblem(
                        i - from, "the time " + value + " lies outside the years that microseconds can count");
            }
            values[i] = scaled;
        }
    }

    private static void floor(long[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            values[i] = Math.floorDiv(values[i], NANOS_PER_MICRO);
        }
    }

    private void checkDigits(long[] values, int from, int count) {
        long most = DecimalTypes.most(precision);
        for (int i = from; i < from + count; i++) {
            if (values[i] < -most || values[i] > most) {
                throw BinaryDecimals.tooLong(i - from, precision);
            }
        }
    }
}
