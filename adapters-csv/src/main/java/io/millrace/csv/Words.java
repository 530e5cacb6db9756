package io.millrace.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at once, the first in the lowest place, and what can be asked of all of them. */
final class Words {
    static final long ONES = 0x0101_0101_0101_0101L;
    static final long HIGHS = 0x8080_8080_8080_8080L;

    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long at(byte[] bytes, int place) {
        return (long) LONGS.get(bytes, place);
    }

    /** A word of that byte alone. */
    static long of(int value) {
        return (value & 0xff) * ONES;
    }

    /** The high bit of the lowest byte that is zero, with others above it that mean nothing; 0 where none is. */
    static long zeros(long word) {
        return word - ONES & ~word & HIGHS;
    }

    /** The high bit of the lowest byte that is below a number up to 128, with others above it that mean nothing. */
    static long below(long word, int number) {
        return word - number * ONES & ~word & HIGHS;
    }

    /** The place of the first byte that a mask of high bits tells. */
    static int first(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /** The number that one to eight digits make; negative where not all are digits. */
    static long digits(long word, int length) {
        long digits = (word ^ ZEROS) << (Long.SIZE - 8 * length);
        if (((digits + 0x7676_7676_7676_7676L | digits) & HIGHS) != 0) {
            return -1;
        }
        long pairs = digits * 10 + (digits >>> 8);
        return (pairs & 0x0000_00ff_0000_00ffL) * 0x000f_4240_0000_0064L
                        + (pairs >>> 16 & 0x0000_00ff_0000_00ffL) * 0x0000_2710_0000_0001L
                >>> 32;
    }

    /** The first place of a byte from {@code from} to before {@code to}, else {@code to}; eight bytes beyond may be read. */
    static int indexOf(byte[] bytes, int from, int to, long word) {
        int place = from;
        // without a branch for each word: most stretches have no such byte
        while (place + 32 <= to) {
            long any = zeros(at(bytes, place) ^ word)
                    | zeros(at(bytes, place + 8) ^ word)
                    | zeros(at(bytes, place + 16) ^ word)
                    | zeros(at(bytes, place + 24) ^ word);
            if (any != 0) {
                break;
            }
            place += 32;
        }
        for (; place < to; place += Long.BYTES) {
            long found = zeros(at(bytes, place) ^ word);
            if (found != 0) {
                return Math.min(to, place + first(found));
            }
        }
        return to;
    }
}
