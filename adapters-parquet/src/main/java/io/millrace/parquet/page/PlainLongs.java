package io.millrace.parquet.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** PLAIN integers of 64 bits: what memory holds, so that they are copied in one go. */
final class PlainLongs implements LongValues {
    private LongBuffer values = LongBuffer.allocate(0);

    @Override
    public void start(byte[] bytes, int from, int to) {
        values = ByteBuffer.wrap(bytes, from, to - from)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
    }

    @Override
    public void read(long[] target, int at, int count) {
        if (count > values.remaining()) {
            throw BinaryValues.tooFew();
        }
        values.get(target, at, count);
    }
}
