package io.millrace.parquet.page;

import java.util.Arrays;

/**
 * Reads Parquet's hybrid of run lengths and bit packing. Packed values are taken eight at a time out of one or two
 * longs, which widths up to 16 allow.
 */
final class HybridReader {
    private static final int WIDEST_OF_TWO_LONGS = 16;

    private byte[] bytes = new byte[LittleEndian.SLACK];
    private int width;
    private int position;
    private int end;
    /** Values left in the run. */
    private int left;

    private boolean packed;
    private int repeated;
    private int packedFrom;
    private int packedIndex;

    /** Starts to read {@code source[from, to)}, where values are so many bits wide. */
    void start(byte[] source, int from, int to, int bitWidth) {
        if (bitWidth < 0 || bitWidth > Integer.SIZE) {
            throw new Damage("its values are " + bitWidth + " bits wide");
        }
        bytes = source;
        width = bitWidth;
        position = from;
        end = to;
        left = 0;
    }

    int width() {
        return width;
    }

    /** Reads so many values into {@code target} from {@code at} on. */
    void read(int[] target, int at, int count) {
        int to = at + count;
        int next = at;
        while (next < to) {
            int taken = run(to - next);
            if (packed) {
                unpack(target, next, taken);
                packedIndex += taken;
            } else {
                Arrays.fill(target, next, next + taken, repeated);
            }
            left -= taken;
            next += taken;
        }
    }

    /** How many values of the run can be taken, a new run where the last is used up. */
    int run(int wanted) {
        while (left == 0) {
            nextRun();
        }
        return Math.min(left, wanted);
    }

    /** Whether the run's values are packed; else all of them are {@link #repeated}. */
    boolean isPacked() {
        return packed;
    }

    int repeated() {
        return repeated;
    }

    /** Leaves out values of a run that {@link #run} told of. */
    void pass(int count) {
        left -= count;
        packedIndex += packed ? count : 0;
    }

    /** The next packed values of one bit, as many as {@code 64} less up to 7, from the lowest bit on. */
    long bits() {
        return LittleEndian.int64(bytes, packedFrom + (packedIndex >>> 3)) >>> (packedIndex & 7);
    }

    /** How many of {@link #bits} are values, were the run endless. */
    int bitCount() {
        return Long.SIZE - (packedIndex & 7);
    }

    private void nextRun() {
        int header = varint();
        packed = (header & 1) != 0;
        if (packed) {
            startPacked(header >>> 1);
        } else {
            startRepeated(header >>> 1);
        }
    }

    /** Some writers cut the last group short. */
    private void startPacked(int groups) {
        long length = (long) groups * width;
        long values = (long) groups * Byte.SIZE;
        if (length > end - position) {
            int rest = end - position;
            length = rest;
            values = length * Byte.SIZE / width;
            if (values == 0) {
                throw new Damage("a run of packed values goes beyond its end");
            }
        }
        packedFrom = position;
        packedIndex = 0;
        position += (int) length;
        left = (int) Math.min(values, Integer.MAX_VALUE);
    }

    private void startRepeated(int count) {
        int length = width + 7 >>> 3;
        if (length > end - position) {
            throw new Damage("a repeated value goes beyond its end");
        }
        int value = LittleEndian.int32(bytes, position);
        repeated = length == Integer.BYTES ? value : value & (1 << length * Byte.SIZE) - 1;
        if (width < Integer.SIZE && repeated >>> width != 0) {
            throw new Damage("a repeated value of " + width + " bits is " + repeated);
        }
        position += length;
        left = count;
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            if (position >= end) {
                throw new Damage("it ends before its last value");
            }
            byte next = bytes[position++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Damage("a run has a length of more than 5 bytes");
    }

    private void unpack(int[] target, int at, int count) {
        int to = at + count;
        int next = at;
        int index = packedIndex;
        while (next < to && (index & 7) != 0) {
            target[next++] = one(index++);
        }
        int groups = to - next >>> 3;
        if (width <= Byte.SIZE) {
            unpackNarrow(target, next, groups, packedFrom + (index >>> 3) * width);
        } else if (width <= WIDEST_OF_TWO_LONGS) {
            unpackMiddling(target, next, groups, packedFrom + (index >>> 3) * width);
        } else {
            groups = 0;
        }
        next += groups << 3;
        index += groups << 3;
        while (next < to) {
            target[next++] = one(index++);
        }
    }

    private int one(int index) {
        long bit = (long) index * width;
        long word = LittleEndian.int64(bytes, packedFrom + (int) (bit >>> 3));
        return (int) (word >>> (bit & 7) & (1L << width) - 1);
    }

    private void unpackNarrow(int[] target, int at, int groups, int from) {
        byte[] source = bytes;
        int bits = width;
        int mask = (1 << bits) - 1;
        int place = from;
        int next = at;
        for (int group = 0; group < groups; group++) {
            long word = LittleEndian.int64(source, place);
            target[next] = (int) word & mask;
            target[next + 1] = (int) (word >>> bits) & mask;
            target[next + 2] = (int) (word >>> 2 * bits) & mask;
            target[next + 3] = (int) (word >>> 3 * bits) & mask;
            target[next + 4] = (int) (word >>> 4 * bits) & mask;
            target[next + 5] = (int) (word >>> 5 * bits) & mask;
            target[next + 6] = (int) (word >>> 6 * bits) & mask;
            target[next + 7] = (int) (word >>> 7 * bits) & mask;
            next += 8;
            place += bits;
        }
    }

    /** The first four values are in one long, the others in another that begins half a group later. */
    private void unpackMiddling(int[] target, int at, int groups, int from) {
        byte[] source = bytes;
        int bits = width;
        int mask = (1 << bits) - 1;
        int half = 4 * bits >>> 3;
        int shift = 4 * bits & 7;
        int place = from;
        int next = at;
        for (int group = 0; group < groups; group++) {
            long first = LittleEndian.int64(source, place);
            long second = LittleEndian.int64(source, place + half) >>> shift;
            target[next] = (int) first & mask;
            target[next + 1] = (int) (first >>> bits) & mask;
            target[next + 2] = (int) (first >>> 2 * bits) & mask;
            target[next + 3] = (int) (first >>> 3 * bits) & mask;
            target[next + 4] = (int) second & mask;
            target[next + 5] = (int) (second >>> bits) & mask;
            target[next + 6] = (int) (second >>> 2 * bits) & mask;
            target[next + 7] = (int) (second >>> 3 * bits) & mask;
            next += 8;
            place += bits;
        }
    }
}
