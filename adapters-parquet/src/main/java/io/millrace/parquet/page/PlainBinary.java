package io.millrace.parquet.page;

/** PLAIN byte strings: the length of each in 4 bytes before it. */
final class PlainBinary extends BinaryValues {
    private int end;

    @Override
    void start(byte[] source, int from, int to) {
        bytes = source;
        offset = from;
        length = 0;
        end = to;
    }

    @Override
    void next() {
        int position = offset + length;
        if (end - position < Integer.BYTES) {
            throw tooFew();
        }
        length = LittleEndian.int32(bytes, position);
        offset = position + Integer.BYTES;
        if (length < 0 || length > end - offset) {
            int claimed = length;
            length = 0;
            throw new Damage("a value of " + claimed + " bytes goes beyond its end");
        }
    }
}
