package io.millrace.parquet.page;

/** Byte strings of a page, one after the other. */
abstract class BinaryValues {
    /** Where the value is that {@link #next} came to; valid until the next call. */
    byte[] bytes = new byte[LittleEndian.SLACK];

    int offset;
    int length;

    /** Starts to read {@code source[from, to)}, behind which there is slack. */
    abstract void start(byte[] source, int from, int to);

    /**
     * Goes to the next value.
     *
     * @throws Damage where there is none
     */
    abstract void next();

    static Damage tooFew() {
        return new Damage("it ends before its last value");
    }
}
