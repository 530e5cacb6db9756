package io.millrace.parquet.page;

/** PLAIN floats, as doubles. */
final class PlainFloats implements DoubleValues {
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
    public void read(double[] target, int at, int count) {
        if (count > end - position >>> 2) {
            throw BinaryValues.tooFew();
        }
        byte[] bytes = source;
        int from = position;
        for (int i = 0; i < count; i++) {
            target[at + i] = Float.intBitsToFloat(LittleEndian.int32(bytes, from + Float.BYTES * i));
        }
        position = from + Float.BYTES * count;
    }
}
