package io.millrace.core.streamflow;

/**
 * A stream of random numbers that starts anywhere: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", 2014). A stream is named by three numbers, so that any part of the simulation can be drawn
 * without the parts before it, and by plain 64-bit arithmetic, so that it is the same everywhere.
 */
final class SplitMix {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Goes to the first number of the stream of that name. */
    void start(long seed, long subscriber, long purpose) {
        state = mix(mix(mix(seed) + subscriber * GAMMA) + purpose * GAMMA);
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Uniform in 0 to {@code bound - 1}; uneven by less than {@code bound} in 2^32. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
