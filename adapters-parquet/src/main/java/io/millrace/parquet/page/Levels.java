package io.millrace.parquet.page;

import io.millrace.core.event.ColumnVector;

/** Which rows of a page have a value: the definition levels of a flat column. */
final class Levels {
    private final HybridReader reader = new HybridReader();
    private boolean allPresent;

    /** Every row has a value. */
    void startAllPresent() {
        allPresent = true;
    }

    void start(byte[] bytes, int from, int to) {
        allPresent = false;
        reader.start(bytes, from, to, 1);
    }

    /**
     * Marks the nulls of the next rows in {@code target} from {@code at} on.
     *
     * @return how many of them have a value
     */
    int read(ColumnVector target, int at, int rows) {
        if (allPresent) {
            return rows;
        }
        int present = 0;
        int next = at;
        int to = at + rows;
        while (next < to) {
            int taken = reader.run(to - next);
            if (reader.isPacked()) {
                taken = Math.min(taken, reader.bitCount());
                long nulls = ~reader.bits() & -1L >>> Long.SIZE - taken;
                if (nulls != 0) {
                    target.setNulls(next, nulls);
                }
                present += taken - Long.bitCount(nulls);
            } else if (reader.repeated() == 0) {
                target.setNullRange(next, next + taken);
            } else {
                present += taken;
            }
            reader.pass(taken);
            next += taken;
        }
        return present;
    }
}
