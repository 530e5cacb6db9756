package io.millrace.parquet.page;

/** Floating-point numbers of a page. */
interface DoubleValues {
    /** Starts to read {@code bytes[from, to)}, behind which there is slack. */
    void start(byte[] bytes, int from, int to);

    /**
     * @throws Damage where there are not so many
     */
    void read(double[] target, int at, int count);
}
