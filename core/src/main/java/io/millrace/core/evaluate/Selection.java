package io.millrace.core.evaluate;

/** Arrays of row numbers, ascending: which rows of a batch are meant. */
public final class Selection {
    private Selection() {}

    /** The rows 0 to {@code count - 1}, in a new array. */
    public static int[] all(int count) {
        int[] rows = new int[count];
        fill(rows, count);
        return rows;
    }

    /** Writes the rows 0 to {@code count - 1}. */
    public static void fill(int[] rows, int count) {
        for (int row = 0; row < count; row++) {
            rows[row] = row;
        }
    }
}
