package io.millrace.parquet.page;

/** Integers of a page, as they are stored, widened to 64 bits. */
interface LongValues {
    /** Starts to read {@code bytes[from, to)}, behind which there is slack. */
    void start(byte[] bytes, int from, int to);

    /**
     * @throws Damage where there are not so many
     */
    void read(long[] target, int at, int count);
}
