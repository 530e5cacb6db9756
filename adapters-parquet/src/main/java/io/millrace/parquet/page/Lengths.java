package io.millrace.parquet.page;

/** Lengths of byte strings, as DELTA_BINARY_PACKED integers before the strings. */
final class Lengths {
    private static final int PIECE = 512;

    private final DeltaLongs deltas = new DeltaLongs(true);
    private final long[] piece = new long[PIECE];
    private int next;
    private int filled;

    /**
     * Starts to read lengths.
     *
     * @return where they end, for which all of them are read once
     */
    int start(byte[] bytes, int from, int to) {
        deltas.start(bytes, from, to);
        for (long left = deltas.total(); left > 0; left = deltas.total()) {
            deltas.read(piece, 0, (int) Math.min(PIECE, left));
        }
        int end = deltas.endOfValues();
        deltas.start(bytes, from, end);
        next = 0;
        filled = 0;
        return end;
    }

    int next() {
        if (next == filled) {
            filled = (int) Math.min(PIECE, deltas.total());
            next = 0;
            if (filled == 0) {
                throw BinaryValues.tooFew();
            }
            deltas.read(piece, 0, filled);
        }
        int length = (int) piece[next++];
        if (length < 0) {
            throw new Damage("a value is " + length + " bytes long");
        }
        return length;
    }
}
