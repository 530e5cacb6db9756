package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one window whose filters are conditions on one text column alone: instead of a pass over the rows for every
 * filter, one pass in which a row's code tells the place of the count that it adds to.
 *
 * <p>Where the column's dictionary repeats entries, or has so many that asking the filters about each does not pay, the
 * counts are kept as all others are.
 */
final class CodeCounts implements RowStage {
    /** A table of so many places stays in the nearest cache. */
    static final int MOST_ENTRIES = 1 << 12;

    private final int column;
    private final int time;
    private final TimeRanges window;
    private final CountPlaces places;
    private final CountWidth width;
    private final StageBuffers buffers;
    private final int[] codes;
    private final Supplier<List<RowStage>> others;
    private @Nullable List<RowStage> plain;

    /**
     * @param column the ordinal of the text column
     * @param time that of the event time
     * @param places of the counts, all of that width
     * @param plain makes what counts the same without the help of a dictionary
     */
    CodeCounts(
            int column,
            int time,
            TimeRanges window,
            CountPlaces places,
            CountWidth width,
            StageBuffers buffers,
            Supplier<List<RowStage>> plain) {
        this.column = column;
        this.time = time;
        this.window = window;
        this.places = places;
        this.width = width;
        this.buffers = buffers;
        this.codes = new int[buffers.batchRows];
        this.others = plain;
    }

    @Override
    public void update(ColumnBatch batch, RowSet rows, long[] records) {
        TextVector texts = batch.texts(column);
        Dictionary entries = texts.dictionary();
        if (!entries.isDistinct() || entries.size() > MOST_ENTRIES) {
            plain().forEach(stage -> stage.update(batch, rows, records));
            return;
        }
        RowSet within = window.select(rows, batch.longs(time).values(), buffers.inFilterWindows);
        places.learn(entries);
        int[] known = texts.hasNulls() ? withNulls(texts, within) : texts.codes();
        for (int layer = 0; layer < places.layers(); layer++) {
            count(places.layer(layer), known, within, records);
        }
    }

    private int[] withNulls(TextVector texts, RowSet rows) {
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            codes[row] = texts.isNull(row) ? CountPlaces.NULL : texts.code(row);
        }
        return codes;
    }

    private void count(int[] layer, int[] of, RowSet within, long[] records) {
        int[] rows = within.rows;
        if (width == CountWidth.NARROW) {
            for (int i = 0; i < within.count; i++) {
                int row = rows[i];
                int place = layer[of[row] + 1];
                long at = records[row] + (place >>> 1);
                // what no filter keeps adds nothing to some count: no branch to mispredict
                MemoryUtil.putInt(at, MemoryUtil.getInt(at) + (place & 1));
            }
        } else {
            for (int i = 0; i < within.count; i++) {
                int row = rows[i];
                int place = layer[of[row] + 1];
                long at = records[row] + (place >>> 1);
                MemoryUtil.putLong(at, MemoryUtil.getLong(at) + (place & 1));
            }
        }
    }

    private List<RowStage> plain() {
        if (plain == null) {
            plain = others.get();
        }
        return plain;
    }

    /** The filters cannot fail and nothing they do is counted. */
    @Override
    public long nonFinite() {
        return 0;
    }
}
