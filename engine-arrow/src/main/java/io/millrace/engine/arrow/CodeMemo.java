package io.millrace.engine.arrow;

import io.millrace.core.event.Dictionary;
import java.util.Arrays;

/** What is known of the entries of a dictionary, kept from batch to batch. */
final class CodeMemo {
    static final int UNKNOWN = -1;

    private long dictionary;
    private int[] byCode = new int[0];
    private int known;

    /**
     * For each entry what was put there under the same dictionary, else {@link #UNKNOWN}.
     *
     * @param entries distinct ones
     */
    int[] of(Dictionary entries) {
        if (dictionary != entries.id()) {
            dictionary = entries.id();
            known = 0;
        }
        if (entries.size() > byCode.length) {
            byCode = Arrays.copyOf(byCode, Math.max(entries.size(), 2 * known));
        }
        if (entries.size() > known) {
            Arrays.fill(byCode, known, entries.size(), UNKNOWN);
            known = entries.size();
        }
        return byCode;
    }
}
