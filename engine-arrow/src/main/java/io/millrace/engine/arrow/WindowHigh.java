package io.millrace.engine.arrow;

/**
 * The upper half of a sum of two words, in the lower 63 bits of a word whose highest bit tells that there was a value: the
 * word is 0 as long as there was none.
 */
final class WindowHigh {
    private static final long ANY = Long.MIN_VALUE;

    private WindowHigh() {}

    /** The upper half; 0 where there was no value. */
    static long of(long word) {
        return word << 1 >> 1;
    }

    /**
     * @param high from -2^62 to before 2^62
     */
    static long word(long high) {
        return high | ANY;
    }

    /** The word of the same sum after a value of 0. */
    static long touched(long word) {
        return word == 0 ? ANY : word;
    }
}
