package io.millrace.engine.arrow;

import io.millrace.core.event.Dictionary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one thread knows of the entries of the dictionaries it met last: their addresses in {@link SharedTexts}. */
final class TextCache {
    private static final int MOST_DICTIONARIES = 32;
    private static final long UNKNOWN = 0;

    private final SharedTexts texts;
    private final Map<Long, long[]> byDictionary = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, long[]> eldest) {
            return size() > MOST_DICTIONARIES;
        }
    };

    TextCache(SharedTexts texts) {
        this.texts = texts;
    }

    /** Forgets all addresses, which are void when the texts go. */
    void clear() {
        byDictionary.clear();
    }

    SharedTexts texts() {
        return texts;
    }

    /** For each entry its address or 0, to be handed to {@link #address}; empty where entries repeat. */
    long[] of(Dictionary entries) {
        if (!entries.isDistinct()) {
            return new long[0];
        }
        long[] known = byDictionary.getOrDefault(entries.id(), new long[0]);
        if (known.length < entries.size()) {
            known = Arrays.copyOf(known, Math.max(entries.size(), 2 * known.length));
            byDictionary.put(entries.id(), known);
        }
        return known;
    }

    /**
     * The address of an entry, which is looked up where it is not known yet.
     *
     * @param known of the dictionary
     */
    long address(Dictionary entries, int code, long[] known) {
        if (code >= known.length) {
            return texts.intern(entries, code);
        }
        if (known[code] == UNKNOWN) {
            known[code] = texts.intern(entries, code);
        }
        return known[code];
    }
}
