package io.millrace.engine.arrow;

import io.millrace.core.sketch.Registers;
import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.BlockWriter;
import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * One sketch of different values on the heap, brought together from several runs. In a spill file it is 0 where it has
 * seen nothing, 1 and its different hashes, or 2 and its registers.
 */
final class SketchValues {
    private static final Registers REGISTERS = Registers.APPROX_COUNT_DISTINCT;
    private static final int MOST_EXACT = Registers.APPROX_COUNT_DISTINCT_EXACT;
    private static final int NONE = 0;
    private static final int HASHES = 1;
    private static final int RANKS = 2;

    private final long[] hashes = new long[2 * MOST_EXACT];
    private final byte[] ranks = new byte[REGISTERS.count()];
    private int size;
    private boolean hasRegisters;

    void clear() {
        size = 0;
        hasRegisters = false;
    }

    /** Takes in the cell of a record. */
    void add(long cell) {
        int listed = DistinctSketch.listed(cell);
        if (listed < 0) {
            byte[] other = new byte[ranks.length];
            MemoryUtil.copyFromMemory(MemoryUtil.getLong(cell), other, 0, other.length);
            raise(other);
        }
        for (int i = 0; i < listed; i++) {
            addHash(LongList.get(cell, i));
        }
    }

    /** Takes in what {@link #write} wrote. */
    void read(BlockReader in) {
        int form = in.readByte();
        if (form == RANKS) {
            byte[] other = new byte[ranks.length];
            in.readBytes(other, other.length);
            raise(other);
        } else if (form == HASHES) {
            int count = (int) in.readVarint();
            for (int i = 0; i < count; i++) {
                addHash(in.readLong());
            }
        }
    }

    private void addHash(long hash) {
        if (!hasRegisters && size == hashes.length) {
            compact();
        }
        if (hasRegisters) {
            raise(hash);
        } else {
            hashes[size++] = hash;
        }
    }

    private void raise(long hash) {
        int index = REGISTERS.index(hash);
        ranks[index] = (byte) Math.max(ranks[index], REGISTERS.rank(hash));
    }

    private void raise(byte[] other) {
        useRegisters();
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = (byte) Math.max(ranks[i], other[i]);
        }
    }

    /** Leaves each hash once, and goes over to registers where there are too many. */
    private void compact() {
        Arrays.sort(hashes, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || hashes[i] != hashes[kept - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        size = kept;
        if (size > MOST_EXACT) {
            useRegisters();
        }
    }

    private void useRegisters() {
        if (!hasRegisters) {
            Arrays.fill(ranks, (byte) 0);
            hasRegisters = true;
            for (int i = 0; i < size; i++) {
                raise(hashes[i]);
            }
            size = 0;
        }
    }

    void write(BlockWriter out) {
        if (!hasRegisters) {
            compact();
        }
        if (hasRegisters) {
            out.putByte(RANKS);
            out.putBytes(ranks, 0, ranks.length);
        } else if (size == 0) {
            out.putByte(NONE);
        } else {
            out.putByte(HASHES);
            out.putVarint(size);
            for (int i = 0; i < size; i++) {
                out.putLong(hashes[i]);
            }
        }
    }

    /** About how many different values there are. */
    long value() {
        if (!hasRegisters) {
            compact();
        }
        return hasRegisters ? DistinctSketch.estimate(ranks) : size;
    }
}
