package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.Sample;
import java.util.List;

/** Keeps the rows whose entity is in the sample. */
final class SampleFilter {
    private static final int OUT = 0;
    private static final int IN = 1;

    private final Sample sample;
    private final int[] keys;
    private final CodeMemo memo = new CodeMemo();

    /**
     * @param keys the columns of the entity key in a batch
     */
    SampleFilter(Sample sample, List<Integer> keys) {
        this.sample = sample;
        this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Keeps the first of {@code rows} and returns how many they are.
     *
     * @param rows none with a null in a column of the key
     */
    int select(ColumnBatch batch, int[] rows, int count) {
        if (sample.isAll()) {
            return count;
        }
        if (keys.length == 1
                && batch.column(keys[0]) instanceof TextVector texts
                && texts.dictionary().isDistinct()) {
            return selectEntries(texts, rows, count);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += takes(batch, row) ? 1 : 0;
        }
        return kept;
    }

    /** The only column is text: an entry of its dictionary is hashed once. */
    private int selectEntries(TextVector texts, int[] rows, int count) {
        int[] answers = memo.of(texts.dictionary());
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int code = texts.code(row);
            if (answers[code] == CodeMemo.UNKNOWN) {
                answers[code] = sample.takes(add(Sample.start(), texts, row)) ? IN : OUT;
            }
            rows[kept] = row;
            kept += answers[code];
        }
        return kept;
    }

    private boolean takes(ColumnBatch batch, int row) {
        long hash = Sample.start();
        for (int key : keys) {
            hash = batch.column(key) instanceof TextVector texts
                    ? add(hash, texts, row)
                    : Sample.add(hash, batch.longs(key).get(row));
        }
        return sample.takes(hash);
    }

    private static long add(long hash, TextVector texts, int row) {
        Dictionary entries = texts.dictionary();
        int code = texts.code(row);
        return Sample.add(hash, entries.bytes(), entries.offset(code), entries.length(code));
    }
}
