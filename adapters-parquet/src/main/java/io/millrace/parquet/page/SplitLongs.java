package io.millrace.parquet.page;

/** BYTE_STREAM_SPLIT integers of 32 or 64 bits. */
final class SplitLongs implements LongValues {
    private final SplitBytes split;

    SplitLongs(int width) {
        this.split = new SplitBytes(width);
    }

    @Override
    public void start(byte[] bytes, int from, int to) {
        split.start(bytes, from, to);
    }

    @Override
    public void read(long[] target, int at, int count) {
        boolean wide = split.width() == Long.BYTES;
        int first = split.take(count);
        for (int i = 0; i < count; i++) {
            long value = split.number(first + i);
            target[at + i] = wide ? value : (int) value;
        }
    }
}
