package io.millrace.parquet.page;

/** Puts values that stand one after the other to the rows that are not null. */
final class Spread {
    private Spread() {}

    // Every row is written, and a null takes nothing from the source: no branch to mispredict. The source therefore has
    // one place more than there are values.

    static void longs(long[] values, long[] target, int at, int rows, long[] nulls) {
        int from = 0;
        for (int row = at; row < at + rows; row++) {
            target[row] = values[from];
            from += (int) (~nulls[row >>> 6] >>> row) & 1;
        }
    }

    static void doubles(double[] values, double[] target, int at, int rows, long[] nulls) {
        int from = 0;
        for (int row = at; row < at + rows; row++) {
            target[row] = values[from];
            from += (int) (~nulls[row >>> 6] >>> row) & 1;
        }
    }

    static void ints(int[] values, int[] target, int at, int rows, long[] nulls) {
        int from = 0;
        for (int row = at; row < at + rows; row++) {
            target[row] = values[from];
            from += (int) (~nulls[row >>> 6] >>> row) & 1;
        }
    }
}
