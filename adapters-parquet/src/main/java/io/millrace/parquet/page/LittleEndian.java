package io.millrace.parquet.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays; arrays of pages have {@link #SLACK} bytes behind their content. */
final class LittleEndian {
    /** A long may be read from the last byte of a page on. */
    static final int SLACK = Long.BYTES;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private LittleEndian() {}

    static int int32(byte[] bytes, int position) {
        return (int) INTS.get(bytes, position);
    }

    static long int64(byte[] bytes, int position) {
        return (long) LONGS.get(bytes, position);
    }
}
