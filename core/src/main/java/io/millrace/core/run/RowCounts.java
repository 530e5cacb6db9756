package io.millrace.core.run;

import java.util.Arrays;

/** Rows by {@link Fate}. Not for use by several threads. */
public final class RowCounts {
    private final long[] counts = new long[Fate.values().length];

    public long get(Fate fate) {
        return counts[fate.ordinal()];
    }

    public void add(Fate fate, long rows) {
        counts[fate.ordinal()] += rows;
    }

    public void add(RowCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** All rows read: the sum over all fates. */
    public long read() {
        return Arrays.stream(counts).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "RowCounts" + Arrays.toString(counts);
    }
}
