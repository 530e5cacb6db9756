package io.millrace.parquet;

/**
 * Parquet's hybrid of run lengths and bit packing: small unsigned numbers of one bit width, as runs of eight or more
 * equal values or as groups of eight packed values.
 */
final class HybridEncoder {
    private HybridEncoder() {}

    /** The bits that every number up to this one fits in, at least 1. */
    static int bitWidth(int largest) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(largest));
    }

    /** Appends {@code values[0, count)}. */
    static void encode(int[] values, int count, int bitWidth, Bytes out) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int runEnd = runEnd(values, at, count);
            if (runEnd - at >= 8) {
                pack(values, packedFrom, at, bitWidth, out);
                repeat(values[at], runEnd - at, bitWidth, out);
                packedFrom = runEnd;
                at = runEnd;
            } else {
                // A packed stretch that is followed by a run must be whole groups of eight.
                at = Math.min(count, at + 8);
            }
        }
        pack(values, packedFrom, count, bitWidth, out);
    }

    private static int runEnd(int[] values, int from, int count) {
        int value = values[from];
        int end = from + 1;
        while (end < count && values[end] == value) {
            end++;
        }
        return end;
    }

    /** One run of a value. */
    static void repeat(int value, int times, int bitWidth, Bytes out) {
        out.unsignedVarint(times << 1);
        for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    private static void pack(int[] values, int from, int to, int bitWidth, Bytes out) {
        if (from == to) {
            return;
        }
        int groups = to - from + 7 >>> 3;
        out.unsignedVarint(groups << 1 | 1);
        int length = groups * bitWidth;
        out.reserve(length + Long.BYTES);
        byte[] target = out.array();
        int position = out.size();
        long pending = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            pending |= (long) values[i] << bits;
            bits += bitWidth;
            while (bits >= Byte.SIZE) {
                target[position++] = (byte) pending;
                pending >>>= Byte.SIZE;
                bits -= Byte.SIZE;
            }
        }
        int end = out.size() + length;
        while (position < end) {
            target[position++] = (byte) pending;
            pending = 0;
        }
        out.advance(length);
    }
}
