package io.millrace.parquet.page;

import java.util.Map;

/** Integers as codes into the dictionary of their column. */
final class DictionaryLongs implements LongValues {
    private static final int PIECE = 2048;

    private final Codes codes = new Codes();
    private final int[] piece = new int[PIECE];
    private long[] entries = new long[0];
    private int size;
    private Map<Integer, String> problems = Map.of();

    /**
     * Takes a dictionary, which the caller does not change.
     *
     * @param newProblems what is wrong with entries that no row may have
     */
    void dictionary(long[] values, int count, Map<Integer, String> newProblems) {
        entries = values;
        size = count;
        problems = newProblems;
    }

    @Override
    public void start(byte[] bytes, int from, int to) {
        codes.start(bytes, from, to, size);
    }

    @Override
    public void read(long[] target, int at, int count) {
        long[] from = entries;
        int[] places = piece;
        for (int done = 0; done < count; done += PIECE) {
            int now = Math.min(PIECE, count - done);
            codes.read(places, 0, now);
            if (!problems.isEmpty()) {
                check(done, now);
            }
            int to = at + done;
            for (int i = 0; i < now; i++) {
                target[to + i] = from[places[i]];
            }
        }
    }

    private void check(int before, int count) {
        for (int i = 0; i < count; i++) {
            String problem = problems.get(piece[i]);
            if (problem != null) {
                throw new ValueProblem(before + i, problem);
            }
        }
    }
}
