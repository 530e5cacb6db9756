package io.millrace.engine.arrow;

import io.millrace.core.number.Dyadic;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Accumulators that hold any sum of products of two doubles, or of a double and an int64, exactly: fixed-point numbers
 * with the lowest bit 2^-2148, with room for 2^70 additions.
 *
 * <p>Those of one thread are allocated here, each for one record.
 */
final class WideProducts implements AutoCloseable {
    private static final int WORDS = 67;
    static final int BYTES = WORDS * Long.BYTES;

    private static final int LEAST_EXPONENT = -2148;

    private final Chunks chunks;

    WideProducts(StateMemory memory) {
        this.chunks = new Chunks(memory, BYTES);
    }

    /** The address of a new accumulator, which is 0. */
    long allocate() {
        return chunks.address(chunks.add());
    }

    int size() {
        return chunks.size();
    }

    /** Adds a number of 128 bits times 2^exponent. */
    static void add(long wide, long high, long low, int exponent) {
        Words.add(wide, WORDS, high, low, exponent - LEAST_EXPONENT);
    }

    /** Adds a number of several words times 2^exponent. */
    static void add(long wide, long number, int words, int exponent) {
        for (int word = 0; word < words; word++) {
            long value = MemoryUtil.getLong(number + (long) word * Long.BYTES);
            add(wide, word == words - 1 ? value >> 63 : 0, value, exponent + 64 * word);
        }
    }

    static void merge(long into, long from) {
        Words.add(into, from, WORDS);
    }

    static Dyadic exact(long wide) {
        return new Dyadic(Words.integer(wide, WORDS), LEAST_EXPONENT);
    }

    /** Frees all; more may be allocated afterwards. */
    @Override
    public void close() {
        chunks.close();
    }
}
