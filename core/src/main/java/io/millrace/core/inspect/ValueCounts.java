package io.millrace.core.inspect;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each value of a column of text or integers occurs. Of a column with more than {@link #MOST} values, only some
 * are told apart. Not for use by several threads.
 */
public final class ValueCounts {
    /** The most values that are told apart. */
    public static final int MOST = 10_000;

    private final Map<String, Long> counts = new HashMap<>();
    private int[] byCode = new int[0];
    private long nulls;
    private long others;

    /** Takes in the first rows of a column. */
    public void add(ColumnVector vector, int rows) {
        for (int row = 0; vector.hasNulls() && row < rows; row++) {
            nulls += vector.isNull(row) ? 1 : 0;
        }
        if (vector instanceof TextVector texts) {
            addTexts(texts, rows);
        } else if (vector instanceof LongVector longs) {
            for (int row = 0; row < rows; row++) {
                if (!longs.isNull(row)) {
                    add(Long.toString(longs.get(row)), 1);
                }
            }
        }
    }

    private void addTexts(TextVector texts, int rows) {
        int size = texts.dictionary().size();
        byCode = byCode.length < size ? new int[size] : byCode;
        int[] codes = texts.codes();
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                byCode[codes[row]]++;
            }
        }
        for (int code = 0; code < size; code++) {
            if (byCode[code] > 0) {
                add(texts.dictionary().text(code), byCode[code]);
                byCode[code] = 0;
            }
        }
    }

    private void add(String value, long rows) {
        if (counts.size() < MOST || counts.containsKey(value)) {
            counts.merge(value, rows, Long::sum);
        } else {
            others += rows;
        }
    }

    void merge(ValueCounts other) {
        other.counts.forEach(this::add);
        nulls += other.nulls;
        others += other.others;
    }

    /** Rows by value, the most frequent first. */
    public Map<String, Long> byFrequency() {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Rows with a value that is not told apart. */
    public long others() {
        return others;
    }

    /** Rows without a value. */
    public long nulls() {
        return nulls;
    }
}
