package io.millrace.parquet;

import io.millrace.core.event.LongVector;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/** Integers, booleans, times and decimals. Which vectors Arrow delivers can differ from what the footer says, and they decide. */
final class LongCopier implements VectorCopier {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final long NANOS_PER_MICRO = 1_000;

    private final LongVector target;
    private final long[] values;

    LongCopier(LongVector target) {
        this.target = target;
        this.values = target.values();
    }

    @Override
    public void copy(FieldVector source, int from, int rows) {
        NullCopier.copy(source, from, rows, target);
        if (rows == 0) {
            return;
        }
        long data = source.getDataBufferAddress();
        switch (source.getMinorType()) {
            case BIT -> bits(data, from, rows);
            case TINYINT -> int8s(data + from, rows, -1L);
            case UINT1 -> int8s(data + from, rows, 0xffL);
            case SMALLINT -> int16s(data + 2L * from, rows, -1L);
            case UINT2 -> int16s(data + 2L * from, rows, 0xffffL);
            case INT -> int32s(data + 4L * from, rows, -1L);
            case UINT4 -> int32s(data + 4L * from, rows, 0xffff_ffffL);
            case BIGINT, TIMESTAMPMICRO, TIMESTAMPMICROTZ -> int64s(data + 8L * from, rows);
            case UINT8 -> {
                int64s(data + 8L * from, rows);
                refuseNegative(rows);
            }
            case TIMESTAMPNANO, TIMESTAMPNANOTZ -> {
                int64s(data + 8L * from, rows);
                floor(rows);
            }
            case TIMESTAMPMILLI, TIMESTAMPMILLITZ, DATEMILLI -> {
                int64s(data + 8L * from, rows);
                scale(rows, MICROS_PER_MILLI);
            }
            case TIMESTAMPSEC, TIMESTAMPSECTZ -> {
                int64s(data + 8L * from, rows);
                scale(rows, MICROS_PER_SECOND);
            }
            case DATEDAY -> {
                int32s(data + 4L * from, rows, -1L);
                scale(rows, MICROS_PER_DAY);
            }
            case DECIMAL -> decimals(data + 16L * from, rows, ((DecimalVector) source).getPrecision());
            default -> throw new ValueProblem(0, "its values come as " + source.getMinorType());
        }
    }

    private void bits(long data, int from, int rows) {
        for (int i = 0; i < rows; i++) {
            int bit = from + i;
            values[i] = MemoryUtil.getByte(data + (bit >>> 3)) >>> (bit & 7) & 1L;
        }
    }

    private void int8s(long data, int rows, long mask) {
        for (int i = 0; i < rows; i++) {
            values[i] = MemoryUtil.getByte(data + i) & mask;
        }
    }

    private void int16s(long data, int rows, long mask) {
        for (int i = 0; i < rows; i++) {
            values[i] = MemoryUtil.getShort(data + 2L * i) & mask;
        }
    }

    private void int32s(long data, int rows, long mask) {
        for (int i = 0; i < rows; i++) {
            values[i] = MemoryUtil.getInt(data + 4L * i) & mask;
        }
    }

    private void int64s(long data, int rows) {
        for (int i = 0; i < rows; i++) {
            values[i] = MemoryUtil.getLong(data + 8L * i);
        }
    }

    /** Little-endian integers of 128 bits. */
    private void decimals(long data, int rows, int precision) {
        long most = DecimalTypes.most(precision);
        for (int i = 0; i < rows; i++) {
            values[i] = MemoryUtil.getLong(data + 16L * i);
            boolean fits = MemoryUtil.getLong(data + 16L * i + 8) == values[i] >> Long.SIZE - 1
                    && values[i] >= -most
                    && values[i] <= most;
            if (!fits && !target.isNull(i)) {
                throw new ValueProblem(i, "its value has more than the " + precision + " digits of its type");
            }
        }
    }

    private void floor(int rows) {
        for (int i = 0; i < rows; i++) {
            values[i] = Math.floorDiv(values[i], NANOS_PER_MICRO);
        }
    }

    private void scale(int rows, long factor) {
        for (int i = 0; i < rows; i++) {
            long value = values[i];
            long scaled = value * factor;
            if (Math.multiplyHigh(value, factor) != scaled >> Long.SIZE - 1 && !target.isNull(i)) {
                throw new ValueProblem(i, "the time " + value + " lies outside the years that microseconds can count");
            }
            values[i] = scaled;
        }
    }

    private void refuseNegative(int rows) {
        for (int i = 0; i < rows; i++) {
            if (values[i] < 0 && !target.isNull(i)) {
                throw new ValueProblem(
                        i,
                        "the unsigned integer " + Long.toUnsignedString(values[i]) + " is above " + Long.MAX_VALUE
                                + ", the largest bigint");
            }
        }
    }
}
