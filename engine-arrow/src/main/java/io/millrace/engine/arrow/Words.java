package io.millrace.engine.arrow;

import java.math.BigInteger;
import org.apache.arrow.memory.util.MemoryUtil;

/** Two's complement integers of several words off the heap, the lowest word first. */
final class Words {
    private Words() {}

    /** Adds a number of 128 bits times 2^shift; what goes beyond the last word is lost. */
    static void add(long number, int words, long high, long low, int shift) {
        int first = shift >>> 6;
        int bit = shift & 63;
        long sign = high >> 63;
        long carry = addWord(number, first, low << bit, 0);
        if (first + 1 < words) {
            carry = addWord(number, first + 1, bit == 0 ? high : high << bit | low >>> 64 - bit, carry);
        }
        if (first + 2 < words) {
            carry = addWord(number, first + 2, bit == 0 ? sign : high >> 64 - bit, carry);
        }
        // What is left to add is all zeros, or all ones and a carry, as soon as the two cancel out.
        for (int word = first + 3; word < words && sign + carry != 0; word++) {
            carry = addWord(number, word, sign, carry);
        }
    }

    /** Adds another number of as many words. */
    static void add(long number, long other, int words) {
        long carry = 0;
        for (int word = 0; word < words; word++) {
            carry = addWord(number, word, get(other, word), carry);
        }
    }

    /** Subtracts another number of as many words. */
    static void subtract(long number, long other, int words) {
        long carry = 1;
        for (int word = 0; word < words; word++) {
            carry = addWord(number, word, ~get(other, word), carry);
        }
    }

    static long get(long number, int word) {
        return MemoryUtil.getLong(number + (long) word * Long.BYTES);
    }

    private static long addWord(long number, int word, long term, long carry) {
        long old = get(number, word);
        long sum = old + term;
        long carried = Long.compareUnsigned(sum, old) < 0 ? 1 : 0;
        long total = sum + carry;
        MemoryUtil.putLong(number + (long) word * Long.BYTES, total);
        return carried + (Long.compareUnsigned(total, sum) < 0 ? 1 : 0);
    }

    static BigInteger integer(long number, int words) {
        byte[] bytes = new byte[words * Long.BYTES];
        for (int word = 0; word < words; word++) {
            long value = get(number, word);
            for (int i = 0; i < Long.BYTES; i++) {
                bytes[bytes.length - 1 - word * Long.BYTES - i] = (byte) (value >>> 8 * i);
            }
        }
        return new BigInteger(bytes);
    }
}
