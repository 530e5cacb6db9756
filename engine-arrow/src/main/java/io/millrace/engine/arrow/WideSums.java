package io.millrace.engine.arrow;

import io.millrace.core.number.ExactSum;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Accumulators that hold any sum of doubles exactly: the words of an {@link ExactSum} off the heap.
 *
 * <p>The accumulators of all threads of a run are allocated here, one at a time; each belongs to one record, and so to
 * one thread at a time.
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
    synchronized long allocate() {
        return chunks.address(chunks.add());
    }

    synchronized int size() {
        return chunks.size();
    }

    /** Adds a finite double. */
    static void add(long wide, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        long fraction = bits & (1L << 52) - 1;
        long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
        long signed = bits < 0 ? -mantissa : mantissa;
        add(wide, signed >> 63, signed, Math.max(exponent, 1) - 1);
    }

    /** Adds a number of 128 bits in units of 2^-64. */
    static void add(long wide, long high, long low) {
        add(wide, high, low, SMALLEST_EXPONENT - 64);
    }

    private static void add(long wide, long high, long low, int shift) {
        int first = shift >>> 6;
        int bit = shift & 63;
        long sign = high >> 63;
        long carry = addWord(wide, first, low << bit, 0);
        carry = addWord(wide, first + 1, bit == 0 ? high : high << bit | low >>> 64 - bit, carry);
        carry = addWord(wide, first + 2, bit == 0 ? sign : high >> 64 - bit, carry);
        // What is left to add is all zeros, or all ones and a carry, as soon as the two cancel out.
        for (int word = first + 3; word < WORDS && sign + carry != 0; word++) {
            carry = addWord(wide, word, sign, carry);
        }
    }

    private static long addWord(long wide, int word, long addend, long carry) {
        long at = wide + (long) word * Long.BYTES;
        long old = MemoryUtil.getLong(at);
        long sum = old + addend;
        long carried = Long.compareUnsigned(sum, old) < 0 ? 1 : 0;
        long total = sum + carry;
        MemoryUtil.putLong(at, total);
        return carried + (Long.compareUnsigned(total, sum) < 0 ? 1 : 0);
    }

    static void merge(long into, long from) {
        long carry = 0;
        for (int word = 0; word < WORDS; word++) {
            carry = addWord(into, word, MemoryUtil.getLong(from + (long) word * Long.BYTES), carry);
        }
    }

    /**
     * The accumulator and a window of 128 bits in units of 2^-64 together, rounded once, half to even; infinite where it
     * is out of range.
     */
    static double value(long wide, long windowHigh, long windowLow) {
        long[] words = new long[WORDS];
        for (int word = 0; word < WORDS; word++) {
            words[word] = MemoryUtil.getLong(wide + (long) word * Long.BYTES);
        }
        ExactSum.addFixed(words, 0, windowHigh, windowLow);
        return ExactSum.value(words, 0);
    }

    @Override
    public void close() {
        chunks.close();
    }
}
