package io.millrace.engine.arrow;

import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport.Unlisted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts the values of a column that no definition lists, as long as there are not too many different ones. */
final class UnlistedCounter {
    private static final int UNCOUNTED = Integer.MAX_VALUE;

    private final int column;
    private final DataType type;
    private final int listed;
    private final ValueBytes bytes = new ValueBytes();
    private final CodeMemo memo = new CodeMemo();
    /** What is listed, then what is not. */
    private final DictionaryEncoder values = new DictionaryEncoder();

    private final long[] counts = new long[Unlisted.MOST_VALUES];
    private long dictionary;
    /** So many entries at the start of the dictionary are listed. */
    private int listedEntries;

    private long events;
    private boolean overflown;

    UnlistedCounter(FeaturePlan plan, FeaturePlan.Breakdown breakdown) {
        this.column = breakdown.column();
        this.type = plan.reads().field(column).type();
        for (Object value : breakdown.listed()) {
            bytes.set(value);
            values.encode(bytes.source(), bytes.from(), bytes.length());
        }
        this.listed = values.dictionary().size();
    }

    void add(ColumnBatch batch, int[] rows, int count) {
        ColumnVector column = batch.column(this.column);
        if (column instanceof TextVector texts && texts.dictionary().isDistinct()) {
            addEntries(texts, rows, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (bytes.set(column, rows[i])) {
                add(place(), 1);
            }
        }
    }

    private void addEntries(TextVector texts, int[] rows, int count) {
        int[] places = memo.of(texts.dictionary());
        if (areListed(texts.dictionary(), places)) {
            return;
        }
        int[] codes = texts.codes();
        boolean nulls = texts.hasNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (nulls && texts.isNull(row)) {
                continue;
            }
            int place = places[codes[row]];
            if (place == CodeMemo.UNKNOWN) {
                bytes.set(texts, row);
                place = place();
                places[codes[row]] = place;
            }
            if (place >= listed) {
                add(place, 1);
            }
        }
    }

    /** Whether all entries are, as they mostly are; then no row needs to be looked at. */
    private boolean areListed(Dictionary entries, int[] places) {
        if (dictionary != entries.id()) {
            dictionary = entries.id();
            listedEntries = 0;
        }
        while (listedEntries < entries.size()) {
            bytes.set(entries, listedEntries);
            int place = values.find(bytes.source(), bytes.from(), bytes.length());
            if (place < 0 || place >= listed) {
                return false;
            }
            places[listedEntries++] = place;
        }
        return true;
    }

    /** Where the value stands, which becomes known where there is room. */
    private int place() {
        int known = values.find(bytes.source(), bytes.from(), bytes.length());
        if (known >= 0) {
            return known;
        }
        if (values.dictionary().size() - listed == counts.length) {
            overflown = true;
            return UNCOUNTED;
        }
        return values.encode(bytes.source(), bytes.from(), bytes.length());
    }

    private void add(int place, long more) {
        if (place >= listed) {
            events += more;
            if (place != UNCOUNTED) {
                counts[place - listed] += more;
            }
        }
    }

    /** Takes in what another thread has counted of the same column. */
    void add(UnlistedCounter other) {
        Dictionary entries = other.values.dictionary();
        long told = 0;
        for (int code = other.listed; code < entries.size(); code++) {
            long count = other.counts[code - other.listed];
            bytes.set(entries, code);
            add(place(), count);
            told += count;
        }
        events += other.events - told;
        overflown |= other.overflown;
    }

    Unlisted report() {
        Map<String, Long> told = new LinkedHashMap<>();
        if (!overflown) {
            Comparator<Integer> mostFirst = Comparator.comparingLong(code -> -counts[code - listed]);
            List<Integer> codes = IntStream.range(listed, values.dictionary().size())
                    .boxed()
                    .sorted(mostFirst.thenComparing(this::compare))
                    .toList();
            codes.forEach(code -> told.put(text(code), counts[code - listed]));
        }
        return new Unlisted(column, told, events, overflown);
    }

    private int compare(int left, int right) {
        return Arrays.compareUnsigned(entry(left), entry(right));
    }

    private byte[] entry(int code) {
        Dictionary entries = values.dictionary();
        int offset = entries.offset(code);
        return Arrays.copyOfRange(entries.bytes(), offset, offset + entries.length(code));
    }

    /** The value as a cast to text writes it. */
    private String text(int code) {
        byte[] entry = entry(code);
        if (type == DataType.TEXT) {
            return new String(entry, StandardCharsets.UTF_8);
        }
        ColumnBatch one = new ColumnBatch(Schema.of(Field.required("value", type)), 1);
        one.rowCount(1);
        if (type == DataType.FLOAT64) {
            one.doubles(0).set(0, ValueBytes.doubleOf(entry));
        } else {
            one.longs(0).set(0, ValueBytes.longOf(entry));
        }
        BoundExpression value = new BoundExpression.Column(0, type, false);
        Evaluator cast = Evaluator.of(new BoundExpression.Cast(value, DataType.TEXT, false, false), 1);
        return ((TextVector) cast.evaluate(one, new int[1], 1)).text(0);
    }
}
