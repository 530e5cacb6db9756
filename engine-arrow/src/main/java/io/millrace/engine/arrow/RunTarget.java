package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockWriter;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** Writes merged records to a larger run. */
final class RunTarget implements GroupTarget, AutoCloseable {
    /** What the entities before may leave in the store. */
    private static final long MOST_LEFT = 1 << 14;

    private final RecordKey key;
    private final RecordLayout layout;
    private final RecordCodec codec;
    private final StreamedCells cells;
    private final VariableStore store;
    private final LooseTexts texts;
    private final List<Kernel> kernels;
    private final ArrowBuf buffer;
    private final BlockWriter out;
    private final ValueWriter values;

    /**
     * @param store this target's own
     * @param kernels that keep what they need there
     */
    RunTarget(
            RecordKey key,
            RecordLayout layout,
            RecordCodec codec,
            StreamedCells cells,
            VariableStore store,
            List<Kernel> kernels,
            StateMemory memory,
            BlockWriter out) {
        this.key = key;
        this.layout = layout;
        this.codec = codec;
        this.cells = cells;
        this.store = store;
        this.kernels = kernels;
        this.texts = new LooseTexts(memory);
        this.buffer = memory.allocate(layout.bytes());
        this.out = out;
        this.values = new ValueWriter(out);
    }

    @Override
    public long begin(long from, boolean hasState, boolean isListed) {
        if (store.held() + texts.held() > MOST_LEFT) {
            store.clear();
            texts.close();
        }
        long record = buffer.memoryAddress();
        MemoryUtil.setMemory(record, layout.bytes(), (byte) 0);
        key.copy(from, record, texts.bytes());
        out.putByte(RunCursor.marks(hasState, isListed));
        key.write(record, out);
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
        codec.write(buffer.memoryAddress(), store.state, out);
    }

    @Override
    public ValueTarget values(int cell) {
        return values.of(cells.cells().get(cell).text());
    }

    @Override
    public void sketch(int cell, SketchValues sketch) {
        sketch.write(out);
    }

    @Override
    public void end() {}

    @Override
    public void close() {
        store.clear();
        texts.close();
        buffer.close();
    }
}
