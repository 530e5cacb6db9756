package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Some merged records in the order of their keys, on their way from a merge to the matrix. Behind its blocks a record has
 * the results of its streamed cells, and in place of such a cell stands the address of its results.
 */
final class FinishedBlock implements GroupTarget, AutoCloseable {
    private final RecordKey key;
    private final RecordLayout layout;
    private final StreamedCells cells;
    private final VariableStore store;
    private final LooseTexts texts;
    private final List<Kernel> kernels;
    private final List<ValueResults> results = new ArrayList<>();
    private final ArrowBuf buffer;
    private final int capacity;
    private final int recordBytes;
    private final byte[] marks;
    private final long mostHeld;
    private int count;
    private long record;

    /**
     * @param store this block's own
     * @param kernels that keep what they need there
     * @param bytes about how many of records to hold
     */
    FinishedBlock(
            RecordKey key,
            RecordLayout layout,
            StreamedCells cells,
            VariableStore store,
            List<Kernel> kernels,
            StateMemory memory,
            long bytes) {
        this.key = key;
        this.layout = layout;
        this.cells = cells;
        this.store = store;
        this.kernels = kernels;
        this.texts = new LooseTexts(memory);
        this.recordBytes = layout.bytes() + cells.resultBytes();
        this.capacity = (int) Math.max(1, bytes / recordBytes);
        this.marks = new byte[capacity];
        this.mostHeld = bytes;
        this.buffer = memory.allocateRaw((long) capacity * recordBytes);
        for (StreamedCells.StreamedCell cell : cells.cells()) {
            results.add(new ValueResults(cell));
        }
    }

    int size() {
        return count;
    }

    boolean isFull() {
        return count == capacity || store.held() + texts.held() > mostHeld;
    }

    long record(int place) {
        return buffer.memoryAddress() + (long) place * recordBytes;
    }

    boolean hasState(int place) {
        return RunCursor.hasState(marks[place]);
    }

    boolean isListed(int place) {
        return RunCursor.isListed(marks[place]);
    }

    @Override
    public long begin(long from, boolean hasState, boolean isListed) {
        record = record(count);
        MemoryUtil.setMemory(record, recordBytes, (byte) 0);
        key.copy(from, record, texts.bytes());
        marks[count] = (byte) RunCursor.marks(hasState, isListed);
        return record;
    }

    @Override
    public List<Kernel> kernels() {
        return kernels;
    }

    @Override
    public VariableStore store() {
        return store;
    }

    @Override
    public LooseTexts texts() {
        return texts;
    }

    @Override
    public void merged() {
        for (StreamedCells.StreamedCell cell : cells.cells()) {
            MemoryUtil.putLong(record + cell.offset(), results(cell));
        }
    }

    private long results(StreamedCells.StreamedCell cell) {
        return record + layout.bytes() + cell.finished();
    }

    @Override
    public ValueTarget values(int cell) {
        return results.get(cell).to(results(cells.cells().get(cell)), texts);
    }

    @Override
    public void sketch(int cell, SketchValues sketch) {
        StreamedCells.StreamedCell which = cells.cells().get(cell);
        long value = sketch.value();
        for (int i = 0; i < which.results().size(); i++) {
            MemoryUtil.putLong(results(which) + (long) i * Long.BYTES, value);
        }
    }

    @Override
    public void end() {
        count++;
    }

    /** Forgets all records. */
    void clear() {
        count = 0;
        store.clear();
        texts.close();
    }

    @Override
    public void close() {
        clear();
        buffer.close();
    }
}
