package io.millrace.parquet.page;

/** BYTE_STREAM_SPLIT floats or doubles. */
final class SplitDoubles implements DoubleValues {
    private final SplitBytes split;

    SplitDoubles(int width) {
        this.split = new SplitBytes(width);
    }

    @Override
    public void start(byte[] bytes, int from, int to) {
        split.start(bytes, from, to);
    }

    @Override
    public void read(double[] target, int at, int count) {
        boolean wide = split.width() == Double.BYTES;
        int first = split.take(count);
        for (int i = 0; i < count; i++) {
            long bits = split.number(first + i);
            target[at + i] = wide ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
        }
    }
}
