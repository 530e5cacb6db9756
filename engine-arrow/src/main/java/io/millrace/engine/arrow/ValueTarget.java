package io.millrace.engine.arrow;

/** Takes the values of one cell, each once, in ascending order. */
interface ValueTarget {
    /**
     * Before the first value.
     *
     * @param total how often all values of a cell that counts occur together
     */
    void begin(long total);

    /**
     * @param word the value, or of a text what orders it by its first bytes
     * @param text holds the bytes of a text until the next call
     * @param count how often it occurs; 1 in a cell that does not count
     */
    void value(long word, byte[] text, int length, long count);

    void end();
}
