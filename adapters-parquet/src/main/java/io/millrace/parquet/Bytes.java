package io.millrace.parquet;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A byte array that grows and is used again; numbers are written in little-endian order. */
final class Bytes extends OutputStream {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int MOST = Integer.MAX_VALUE - 8;

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        this.array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for so many further bytes, to be written by the caller from {@link #size} on. */
    void reserve(int more) {
        long needed = (long) size + more;
        if (needed > array.length) {
            if (needed > MOST) {
                throw new OutOfMemoryError("a column's pages need " + needed + " bytes");
            }
            array = Arrays.copyOf(array, (int) Math.min(MOST, Math.max(needed, 2L * array.length)));
        }
    }

    /** Counts bytes that the caller wrote into the reserved room. */
    void advance(int written) {
        size += written;
    }

    @Override
    public void write(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    void int32(int value) {
        reserve(Integer.BYTES);
        INTS.set(array, size, value);
        size += Integer.BYTES;
    }

    void int32At(int position, int value) {
        INTS.set(array, position, value);
    }

    void int64s(long[] values, int count) {
        reserve(Math.multiplyExact(count, Long.BYTES));
        byte[] target = array;
        int position = size;
        for (int i = 0; i < count; i++) {
            LONGS.set(target, position, values[i]);
            position += Long.BYTES;
        }
        size = position;
    }

    void unsignedVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        write(rest);
    }
}
