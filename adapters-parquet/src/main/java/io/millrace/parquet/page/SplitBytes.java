package io.millrace.parquet.page;

/** BYTE_STREAM_SPLIT: the first bytes of all values, then all second ones, and so on. */
final class SplitBytes {
    private final int width;
    private byte[] source = new byte[0];
    private int position;
    private int count;
    private int next;

    /**
     * @param width the bytes of a value
     */
    SplitBytes(int width) {
        this.width = width;
    }

    int width() {
        return width;
    }

    void start(byte[] bytes, int from, int to) {
        if ((to - from) % width != 0) {
            throw new Damage("its " + (to - from) + " bytes are no whole number of values of " + width);
        }
        source = bytes;
        position = from;
        count = (to - from) / width;
        next = 0;
    }

    /** Goes on by so many values, the first of which has the number returned. */
    int take(int wanted) {
        if (wanted > count - next) {
            throw BinaryValues.tooFew();
        }
        int first = next;
        next += wanted;
        return first;
    }

    /** The little-endian number that a value of up to 8 bytes is, without sign. */
    long number(int index) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (source[position + i * count + index] & 0xffL) << i * Byte.SIZE;
        }
        return value;
    }

    void copy(int index, byte[] target) {
        for (int i = 0; i < width; i++) {
            target[i] = source[position + i * count + index];
        }
    }
}
