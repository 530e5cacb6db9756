package io.millrace.parquet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A minimum or maximum as a footer holds it. */
final class StatisticsValue {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private StatisticsValue() {}

    /**
     * The value as the type that events have it in: Long, Double, Boolean or String.
     *
     * @return null where the bytes are none, or the value cannot be an event's
     */
    static @Nullable Object decode(StoredType type, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case BOOLEAN -> bytes.length == 1 ? (Object) (bytes[0] != 0) : null;
            case INTEGER -> integer(buffer);
            case UNSIGNED -> unsigned(buffer);
            case FLOAT -> bytes.length == Float.BYTES ? number(buffer.getFloat()) : null;
            case DOUBLE -> bytes.length == Double.BYTES ? number(buffer.getDouble()) : null;
            case DATE -> bytes.length == Integer.BYTES ? scaled(buffer.getInt(), MICROS_PER_DAY) : null;
            case MILLIS -> bytes.length == Long.BYTES ? scaled(buffer.getLong(), 1_000) : null;
            case MICROS -> bytes.length == Long.BYTES ? (Object) buffer.getLong() : null;
            case NANOS -> bytes.length == Long.BYTES ? (Object) Math.floorDiv(buffer.getLong(), 1_000L) : null;
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case UUID -> bytes.length == UuidText.BYTES ? UuidText.of(bytes) : null;
            case DECIMAL_INTEGER -> integer(buffer);
            case DECIMAL_BYTES -> bigEndian(bytes);
            case INT96, ALWAYS_NULL, UNREADABLE -> null;
        };
    }

    private static @Nullable Object integer(ByteBuffer buffer) {
        return switch (buffer.remaining()) {
            case Integer.BYTES -> (long) buffer.getInt();
            case Long.BYTES -> buffer.getLong();
            default -> null;
        };
    }

    private static @Nullable Object bigEndian(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        BigInteger value = new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : null;
    }

    private static @Nullable Object unsigned(ByteBuffer buffer) {
        if (buffer.remaining() == Integer.BYTES) {
            return Integer.toUnsignedLong(buffer.getInt());
        }
        long value = buffer.remaining() == Long.BYTES ? buffer.getLong() : -1;
        return value < 0 ? null : (Object) value;
    }

    private static @Nullable Object number(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }

    private static @Nullable Object scaled(long value, long factor) {
        long scaled = value * factor;
        return Math.multiplyHigh(value, factor) == scaled >> Long.SIZE - 1 ? (Object) scaled : null;
    }

    /** Text by its bytes without sign, all else by its natural order. Both are of the same type. */
    static int compare(Object left, Object right) {
        if (left instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof Double number) {
            return number.compareTo((Double) right);
        }
        if (left instanceof Boolean truth) {
            return truth.compareTo((Boolean) right);
        }
        return ((Long) left).compareTo((Long) right);
    }
}
