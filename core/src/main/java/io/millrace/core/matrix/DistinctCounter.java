package io.millrace.core.matrix;

import io.millrace.core.sketch.Registers;
import io.millrace.core.sketch.ValueHash;

/**
 * Counts different values by their 64-bit hashes: exactly up to {@link #MOST_EXACT}, beyond that by HyperLogLog with
 * 2^14 registers, whose standard error is 0.81 %.
 *
 * <p>What it holds and tells depends only on the set of hashes, not on their order or on how counters were merged. The
 * estimate is that of {@link Registers}. Takes up to 2 MiB while it counts exactly, then 16 KiB. Not for use by several threads.
 */
public final class DistinctCounter {
    /** The most values that are counted exactly. */
    public static final int MOST_EXACT = 1 << 16;

    private static final Registers REGISTERS = new Registers(14);

    private long[] hashes = new long[64];
    private boolean zero;
    private int size;
    private byte[] registers = new byte[0];

    /**
     * @param hash as {@link ValueHash} gives it
     */
    public void add(long hash) {
        if (!isExact()) {
            register(hash);
        } else if (insert(hash) && size > MOST_EXACT) {
            estimateFromNowOn();
        }
    }

    /** Adds what another counter has seen. */
    public void merge(DistinctCounter other) {
        if (other.isExact()) {
            if (other.zero) {
                add(0);
            }
            for (long hash : other.hashes) {
                if (hash != 0) {
                    add(hash);
                }
            }
            return;
        }
        if (isExact()) {
            estimateFromNowOn();
        }
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    /** Whether {@link #count} is the number of different hashes, not an estimate. */
    public boolean isExact() {
        return registers.length == 0;
    }

    public long count() {
        if (isExact()) {
            return size;
        }
        int[] histogram = new int[REGISTERS.mostRank() + 1];
        for (byte register : registers) {
            histogram[register]++;
        }
        return REGISTERS.estimate(histogram);
    }

    /** Whether the hash was new. */
    private boolean insert(long hash) {
        if (hash == 0) {
            boolean isNew = !zero;
            zero = true;
            size += isNew ? 1 : 0;
            return isNew;
        }
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        size++;
        if (2 * size > hashes.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = hashes;
        hashes = new long[old.length * 2];
        int mask = hashes.length - 1;
        for (long hash : old) {
            if (hash != 0) {
                int slot = (int) hash & mask;
                while (hashes[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                hashes[slot] = hash;
            }
        }
    }

    private void estimateFromNowOn() {
        registers = new byte[REGISTERS.count()];
        if (zero) {
            register(0);
        }
        for (long hash : hashes) {
            if (hash != 0) {
                register(hash);
            }
        }
        hashes = new long[0];
    }

    private void register(long hash) {
        int index = REGISTERS.index(hash);
        registers[index] = (byte) Math.max(registers[index], REGISTERS.rank(hash));
    }
}
