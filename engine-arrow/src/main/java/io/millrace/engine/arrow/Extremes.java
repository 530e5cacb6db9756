package io.millrace.engine.arrow;

/**
 * How the smallest and the largest value stand in a cell: as a long that is 0 before the first value, and that needs no
 * test for it. For a maximum 0 stands for the smallest long of all, for a minimum for the largest.
 */
final class Extremes {
    private Extremes() {}

    static long encodeMax(long value) {
        return value ^ Long.MIN_VALUE;
    }

    static long decodeMax(long cell) {
        return cell ^ Long.MIN_VALUE;
    }

    static long encodeMin(long value) {
        return value ^ Long.MAX_VALUE;
    }

    static long decodeMin(long cell) {
        return cell ^ Long.MAX_VALUE;
    }

    /** A long that is ordered as the finite doubles are. */
    static long ordered(double value) {
        return flipped(Double.doubleToRawLongBits(value));
    }

    /** The inverse of {@link #ordered}. */
    static double unordered(long ordered) {
        return Double.longBitsToDouble(flipped(ordered));
    }

    private static long flipped(long bits) {
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }
}
