package io.millrace.engine.arrow;

/** What a cell of a record can be. All zeros is the state before the first value. */
enum CellKind {
    /** A number of rows or values: int64. */
    COUNT(8),
    /** A sum of integers in 128 bits, low half first. */
    LONG_SUM(16),
    /** An exact sum of doubles, see {@link DoubleSum}. */
    DOUBLE_SUM(DoubleSum.BYTES),
    /** The smallest integer, time or boolean, kept so that 0 means the largest of all (see {@link Extremes}). */
    LONG_MIN(8),
    LONG_MAX(8),
    DOUBLE_MIN(8),
    DOUBLE_MAX(8),
    /** Whether there was any value: one byte, 0 or 1. */
    PRESENCE(1);

    private final int bytes;

    CellKind(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }
}
