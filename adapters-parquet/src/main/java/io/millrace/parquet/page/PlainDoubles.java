package io.millrace.parquet.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/** PLAIN doubles: what memory holds, so that they are copied in one go. */
final class PlainDoubles implements DoubleValues {
    private DoubleBuffer values = DoubleBuffer.allocate(0);

    @Override
    public void start(byte[] bytes, int from, int to) {
        values = ByteBuffer.wrap(bytes, from, to - from)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    @Override
    public void read(double[] target, int at, int count) {
        if (count > values.remaining()) {
            throw BinaryValues.tooFew();
        }
        values.get(target, at, count);
    }
}
