package io.millrace.parquet.page;

/** PLAIN byte strings of one length. */
final class FixedBinary extends BinaryValues {
    private final int width;
    private int nextOffset;
    private int end;

    FixedBinary(int width) {
        this.width = width;
        this.length = width;
    }

    @Override
    void start(byte[] source, int from, int to) {
        bytes = source;
        nextOffset = from;
        end = to;
    }

    @Override
    void next() {
        if (width > end - nextOffset) {
            throw tooFew();
        }
        offset = nextOffset;
        nextOffset += width;
    }
}
