package io.millrace.engine.arrow;

import io.millrace.core.number.Dyadic;
import io.millrace.core.number.ExactSum;
import io.millrace.core.number.Significand;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Accumulators that hold any sum of doubles exactly: the words of an {@link ExactSum} off the heap.
 *
 * <p>Those of one thread are allocated here, each for one record.
 */
final class WideSums implements AutoCloseable {
    private static final int WORDS = ExactSum.WORDS;
    static final int BYTES = WORDS * Long.BYTES;

    private static final int SMALLEST_EXPONENT = 1074;

    private final Chunks chunks;

    WideSums(StateMemory memory) {
        this.chunks = new Chunks(memory, BYTES);
    }

    /** The address of a new accumulator, which is 0. */
    long allocate() {
        return chunks.address(chunks.add());
    }

    int size() {
        return chunks.size();
    }

    /** Adds a finite double. */
    static void add(long wide, double value) {
        long significand = Significand.of(value);
        add(wide, significand >> 63, significand, Significand.exponent(value) + SMALLEST_EXPONENT);
    }

    /** Adds a number of 128 bits in units of 2^-64. */
    static void add(long wide, long high, long low) {
        add(wide, high, low, SMALLEST_EXPONENT - 64);
    }

    private static void add(long wide, long high, long low, int shift) {
        Words.add(wide, WORDS, high, low, shift);
    }

    static void merge(long into, long from) {
        Words.add(into, from, WORDS);
    }

    /** The accumulator alone. */
    static Dyadic exact(long wide) {
        return new Dyadic(Words.integer(wide, WORDS), -SMALLEST_EXPONENT);
    }

    /** The accumulator, rounded once, half to even; infinite where it is out of range. */
    static double value(long wide) {
        long[] words = new long[WORDS];
        for (int word = 0; word < WORDS; word++) {
            words[word] = MemoryUtil.getLong(wide + (long) word * Long.BYTES);
        }
        return ExactSum.value(words, 0);
    }

    /** Frees all; more may be allocated afterwards. */
    @Override
    public void close() {
        chunks.close();
    }
}
