package io.millrace.engine.arrow;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.UsedEvents;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts the values of a column of text, as long as there are not too many different ones. */
final class ValueTally {
    private static final int LANES = 4;
    private static final int FEW = 16;

    private final int column;
    private final CodeMemo memo = new CodeMemo();
    private final DictionaryEncoder values = new DictionaryEncoder();
    private final long[] counts = new long[UsedEvents.MOST_VALUES];
    /** By code and lane; zeros between batches. */
    private int[] byCode = new int[0];

    private long nulls;
    private boolean overflown;

    ValueTally(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }

    void add(TextVector texts, RowSet rows) {
        if (texts.hasNulls()) {
            for (int i = 0; i < rows.count; i++) {
                nulls += texts.isNull(rows.rows[i]) ? 1 : 0;
            }
        }
        if (overflown) {
            return;
        }
        if (!texts.hasNulls() && isSmall(texts.dictionary(), rows.count)) {
            addManyOfFew(texts, rows);
        } else if (texts.dictionary().isDistinct()) {
            addCodes(texts, rows);
        } else {
            addTexts(texts, rows);
        }
    }

    /** Whether it pays to go through all entries once for these rows. */
    private static boolean isSmall(Dictionary entries, int rows) {
        return entries.isDistinct() && entries.size() * FEW <= rows;
    }

    /** Counts by code, then by value. */
    private void addManyOfFew(TextVector texts, RowSet rows) {
        Dictionary entries = texts.dictionary();
        int size = entries.size();
        if (byCode.length < size * LANES) {
            byCode = new int[size * LANES];
        }
        count(texts.codes(), rows);
        int[] places = memo.of(entries);
        for (int code = 0; code < size; code++) {
            long events = take(code);
            if (events > 0 && !overflown) {
                places[code] = places[code] == CodeMemo.UNKNOWN ? place(entries, code) : places[code];
            }
            if (events > 0 && !overflown) {
                counts[places[code]] += events;
            }
        }
    }

    /** Neighbouring rows, which often have the same value, count in lanes of their own, so that none waits for the other. */
    private void count(int[] codes, RowSet rows) {
        int[] lanes = byCode;
        int[] chosen = rows.rows;
        int count = rows.count;
        if (rows.isDense()) {
            int from = chosen[0];
            for (int i = 0; i < count; i++) {
                lanes[codes[from + i] * LANES + (i & LANES - 1)]++;
            }
        } else {
            for (int i = 0; i < count; i++) {
                lanes[codes[chosen[i]] * LANES + (i & LANES - 1)]++;
            }
        }
    }

    private long take(int code) {
        long events = 0;
        for (int lane = 0; lane < LANES; lane++) {
            events += byCode[code * LANES + lane];
            byCode[code * LANES + lane] = 0;
        }
        return events;
    }

    private void addCodes(TextVector texts, RowSet rows) {
        Dictionary entries = texts.dictionary();
        int[] places = memo.of(entries);
        int[] codes = texts.codes();
        boolean withNulls = texts.hasNulls();
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            if (withNulls && texts.isNull(row)) {
                continue;
            }
            int place = places[codes[row]];
            if (place == CodeMemo.UNKNOWN) {
                place = place(entries, codes[row]);
                if (overflown) {
                    return;
                }
                places[codes[row]] = place;
            }
            counts[place]++;
        }
    }

    private void addTexts(TextVector texts, RowSet rows) {
        for (int i = 0; i < rows.count && !overflown; i++) {
            int row = rows.rows[i];
            if (!texts.isNull(row)) {
                add(texts.dictionary(), texts.code(row), 1);
            }
        }
    }

    private void add(Dictionary entries, int code, long events) {
        int place = place(entries, code);
        if (!overflown) {
            counts[place] += events;
        }
    }

    /** Where the value stands, which becomes known where there is room. */
    private int place(Dictionary entries, int code) {
        byte[] source = entries.bytes();
        int from = entries.offset(code);
        int length = entries.length(code);
        int known = values.find(source, from, length);
        if (known < 0 && hasRoom(length)) {
            known = values.encode(source, from, length);
        } else if (known < 0) {
            overflown = true;
        }
        return known;
    }

    private boolean hasRoom(int bytes) {
        Dictionary held = values.dictionary();
        return held.size() < counts.length && held.byteCount() + bytes <= UsedEvents.MOST_BYTES;
    }

    /** Takes in what another thread has counted of the same column. */
    void add(ValueTally other) {
        nulls += other.nulls;
        overflown |= other.overflown;
        Dictionary entries = other.values.dictionary();
        for (int code = 0; code < entries.size() && !overflown; code++) {
            add(entries, code, other.counts[code]);
        }
    }

    UsedEvents.ByValue report() {
        Map<String, Long> told = new LinkedHashMap<>();
        if (!overflown) {
            Dictionary entries = values.dictionary();
            Comparator<Integer> mostFirst = Comparator.comparingLong(code -> -counts[code]);
            IntStream.range(0, entries.size())
                    .boxed()
                    .sorted(mostFirst.thenComparing((left, right) -> compare(entries, left, right)))
                    .forEach(code -> told.put(entries.text(code), counts[code]));
        }
        return new UsedEvents.ByValue(column, told, nulls, overflown);
    }

    private static int compare(Dictionary entries, int left, int right) {
        byte[] bytes = entries.bytes();
        int first = entries.offset(left);
        int second = entries.offset(right);
        return Arrays.compareUnsigned(
                bytes, first, first + entries.length(left), bytes, second, second + entries.length(right));
    }
}
