package io.millrace.core.sketch;

/** 64-bit hashes of values, the same on every machine and in every release: approximate counts depend on them. */
public final class ValueHash {
    private ValueHash() {}

    /**
     * A hash that differs for different integers (the finalizer of SplitMix64: Steele, Lea, Flood, 2014). Booleans,
     * times and decimals are hashed as the integers that hold them.
     */
    public static long of(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** A hash of a double by its bits; -0.0 is 0. */
    public static long of(double value) {
        return of(Double.doubleToLongBits(value + 0.0));
    }

    /** A hash of text by its bytes. */
    public static long of(byte[] bytes, int from, int length) {
        long hash = of(length);
        int end = from + length;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                word = word << 8 | bytes[at + i] & 0xff;
            }
            hash = of(hash ^ word);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return of(hash ^ rest);
    }
}
