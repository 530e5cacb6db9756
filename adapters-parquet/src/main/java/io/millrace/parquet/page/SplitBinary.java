package io.millrace.parquet.page;

/** BYTE_STREAM_SPLIT byte strings of one length. */
final class SplitBinary extends BinaryValues {
    private final SplitBytes split;

    SplitBinary(int width) {
        this.split = new SplitBytes(width);
        this.bytes = new byte[width + LittleEndian.SLACK];
        this.length = width;
    }

    @Override
    void start(byte[] source, int from, int to) {
        split.start(source, from, to);
    }

    @Override
    void next() {
        split.copy(split.take(1), bytes);
    }
}
