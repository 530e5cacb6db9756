package io.millrace.parquet.page;

/** PLAIN booleans: a bit each. */
final class PlainBooleans implements LongValues {
    private byte[] source = new byte[0];
    private long bit;
    private long end;

    @Override
    public void start(byte[] bytes, int from, int to) {
        source = bytes;
        bit = (long) from << 3;
        end = (long) to << 3;
    }

    @Override
    public void read(long[] target, int at, int count) {
        if (count > end - bit) {
            throw BinaryValues.tooFew();
        }
        for (int i = 0; i < count; i++) {
            long place = bit + i;
            int bits = source[(int) (place >>> 3)];
            target[at + i] = bits >>> (int) (place & 7) & 1L;
        }
        bit += count;
    }
}
