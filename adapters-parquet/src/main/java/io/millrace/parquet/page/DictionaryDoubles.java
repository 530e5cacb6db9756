package io.millrace.parquet.page;

/** Numbers as codes into the dictionary of their column. */
final class DictionaryDoubles implements DoubleValues {
    private static final int PIECE = 2048;

    private final Codes codes = new Codes();
    private final int[] piece = new int[PIECE];
    private double[] entries = new double[0];
    private int size;

    /** Takes a dictionary, which the caller does not change. */
    void dictionary(double[] values, int count) {
        entries = values;
        size = count;
    }

    @Override
    public void start(byte[] bytes, int from, int to) {
        codes.start(bytes, from, to, size);
    }

    @Override
    public void read(double[] target, int at, int count) {
        double[] from = entries;
        int[] places = piece;
        for (int done = 0; done < count; done += PIECE) {
            int now = Math.min(PIECE, count - done);
            codes.read(places, 0, now);
            int to = at + done;
            for (int i = 0; i < now; i++) {
                target[to + i] = from[places[i]];
            }
        }
    }
}
