package io.millrace.parquet.page;

/** Booleans as runs and packed bits, with the length of all in 4 bytes before them. */
final class RleBooleans implements LongValues {
    private static final int PIECE = 1024;

    private final HybridReader reader = new HybridReader();
    private final int[] piece = new int[PIECE];
    private boolean empty;

    @Override
    public void start(byte[] bytes, int from, int to) {
        empty = from == to;
        if (empty) {
            return;
        }
        int length = to - from < Integer.BYTES ? -1 : LittleEndian.int32(bytes, from);
        if (length < 0 || length > to - from - Integer.BYTES) {
            throw new Damage("its booleans go beyond its end");
        }
        reader.start(bytes, from + Integer.BYTES, from + Integer.BYTES + length, 1);
    }

    @Override
    public void read(long[] target, int at, int count) {
        if (empty && count > 0) {
            throw BinaryValues.tooFew();
        }
        for (int done = 0; done < count; done += PIECE) {
            int now = Math.min(PIECE, count - done);
            reader.read(piece, 0, now);
            for (int i = 0; i < now; i++) {
                target[at + done + i] = piece[i];
            }
        }
    }
}
