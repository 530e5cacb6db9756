package io.millrace.parquet.page;

/** DELTA_LENGTH_BYTE_ARRAY byte strings: all lengths, then all bytes. */
final class DeltaLengthBinary extends BinaryValues {
    private final Lengths lengths = new Lengths();
    private int end;

    @Override
    void start(byte[] source, int from, int to) {
        bytes = source;
        offset = lengths.start(source, from, to);
        length = 0;
        end = to;
    }

    @Override
    void next() {
        offset += length;
        length = lengths.next();
        if (length > end - offset) {
            int claimed = length;
            length = 0;
            throw new Damage("a value of " + claimed + " bytes goes beyond its end");
        }
    }
}
