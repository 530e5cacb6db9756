package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockWriter;
import org.apache.arrow.memory.util.MemoryUtil;

/** Writes the streamed cells of records in memory to a spill file, sorted where they stand, and frees their blocks. */
final class StreamedWriter {
    private final StreamedCells cells;
    private final VariableStore store;
    private final BlockWriter out;
    private final ValueWriter values;
    private final SketchValues sketch;

    /**
     * @param store that of the thread that writes
     * @param sketch to work with
     */
    StreamedWriter(StreamedCells cells, VariableStore store, SketchValues sketch, BlockWriter out) {
        this.sketch = sketch;
        this.cells = cells;
        this.store = store;
        this.out = out;
        this.values = new ValueWriter(out);
    }

    void write(long record) {
        for (StreamedCells.StreamedCell cell : cells.cells()) {
            long at = record + cell.offset();
            switch (cell.kind()) {
                case DISTINCT_SKETCH -> writeSketch(at);
                case VALUE_COUNTS, BUCKET_COUNTS -> writeCounts(at, cell.text());
                case VALUES -> writeList(at);
                default -> writeDifferent(at, cell.text());
            }
        }
    }

    private void writeSketch(long cell) {
        sketch.clear();
        sketch.add(cell);
        sketch.write(out);
    }

    private void writeCounts(long cell, boolean text) {
        ListResults.WordOrder order = text ? store.state.texts::compare : Long::compare;
        int size = LongCounts.size(cell) == 0 ? 0 : LongCounts.sort(cell, order);
        long total = 0;
        for (int i = 0; i < size; i++) {
            total += LongCounts.count(cell, i);
        }
        values.of(text).begin(total);
        for (int i = 0; i < size; i++) {
            put(LongCounts.value(cell, i), text, LongCounts.count(cell, i));
        }
        values.end();
        LongCounts.clear(cell, store.blocks);
    }

    private void put(long word, boolean text, long count) {
        if (text) {
            values.text(MemoryUtil.getLong(word), TextRecordKey.length(word), count);
        } else {
            values.number(word, count);
        }
    }

    private void writeList(long cell) {
        LongList.sort(cell);
        int size = LongList.size(cell);
        values.of(false).begin(size);
        for (int i = 0; i < size; ) {
            long word = LongList.get(cell, i);
            int end = i + 1;
            while (end < size && LongList.get(cell, end) == word) {
                end++;
            }
            values.number(word, end - i);
            i = end;
        }
        values.end();
        LongList.clear(cell, store.blocks);
    }

    private void writeDifferent(long cell, boolean text) {
        LongList.compact(cell);
        if (text) {
            LongList.sort(cell, store.state.texts::compare);
        }
        values.of(text).begin(1);
        for (int i = 0; i < LongList.size(cell); i++) {
            put(LongList.get(cell, i), text, 1);
        }
        values.end();
        LongList.clear(cell, store.blocks);
    }
}
