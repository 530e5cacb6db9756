package io.millrace.core.forecast;

import io.millrace.core.port.Split;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two samples of an input, each of splits that lie evenly over it, in turn: what the two have in common tells how many
 * entities neither has met.
 *
 * @param first the places of its splits among all
 * @param second the same, disjoint from the first unless there is one split only
 */
record SampleChoice(Set<Integer> first, Set<Integer> second) {
    /** Of one sample, unless a single split has more. */
    static final long MOST_BYTES = 64L << 20;

    /** Of one sample. */
    static final int MOST_SPLITS = 8;

    /**
     * @param splits of the input
     * @param needed the places of those that a run reads; at least one
     */
    static SampleChoice of(List<Split> splits, List<Integer> needed) {
        long bytes =
                needed.stream().mapToLong(place -> splits.get(place).bytes()).sum();
        long each = Math.max(1, bytes / needed.size());
        int most = (int) Math.max(1, Math.min(MOST_SPLITS, MOST_BYTES / each));
        int count = 2 * Math.max(1, Math.min(most, needed.size() / 2));
        Set<Integer> first = new TreeSet<>();
        Set<Integer> second = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            int place = needed.get((int) ((2L * i + 1) * needed.size() / (2L * count)));
            (i % 2 == 0 ? first : second).add(place);
        }
        return new SampleChoice(first, second);
    }

    Set<Integer> both() {
        Set<Integer> both = new TreeSet<>(first);
        both.addAll(second);
        return both;
    }
}
