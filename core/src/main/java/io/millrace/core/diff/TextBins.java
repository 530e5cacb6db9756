package io.millrace.core.diff;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bins of texts: one for each of the most frequent texts of a sample, one for all others. */
final class TextBins {
    private static final int MOST = 20;

    private final Map<Long, Integer> bins = new HashMap<>();

    /** @param sample hashes of texts */
    TextBins(long[] sample) {
        Map<Long, Long> counts = new HashMap<>();
        for (long hash : sample) {
            counts.merge(hash, 1L, Long::sum);
        }
        List<Long> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
        frequent.forEach(hash -> bins.put(hash, bins.size()));
    }

    int size() {
        return bins.size() + 1;
    }

    /** The bin of the text with that hash, from 0. */
    int of(long hash) {
        return bins.getOrDefault(hash, bins.size());
    }
}
