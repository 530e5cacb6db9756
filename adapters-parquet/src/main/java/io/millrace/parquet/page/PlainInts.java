package io.millrace.parquet.page;

/** PLAIN integers of 32 bits. */
final class PlainInts implements LongValues {
    private byte[] source = new byte[0];
    private int position;
    private int end;

    @Override
    public void start(byte[] bytes, int from, int to) {
        source = bytes;
        position = from;
        end = to;
    }

    @Override
    public void read(long[] target, int at, int count) {
        if (count > end - position >>> 2) {
            throw BinaryValues.tooFew();
        }
        byte[] bytes = source;
        int from = position;
        for (int i = 0; i < count; i++) {
            target[at + i] = LittleEndian.int32(bytes, from + Integer.BYTES * i);
        }
        position = from + Integer.BYTES * count;
    }
}
