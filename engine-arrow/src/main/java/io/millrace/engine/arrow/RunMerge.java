package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Merges the same partition of several runs, entity by entity in the order of their keys. What is held at once is a block
 * of each run, and the fixed cells of one entity.
 */
final class RunMerge implements AutoCloseable {
    private final RecordKey key;
    private final RecordCodec codec;
    private final StreamedCells cells;
    private final RecordLayout layout;
    private final RunCursor[] heap;
    private final ArrowBuf other;
    private final List<RunCursor> group = new ArrayList<>();
    private final List<ValueStream> streams = new ArrayList<>();
    private final SketchValues sketch = new SketchValues();
    private int size;

    /**
     * @param cursors at the beginning of their partition; closed by the caller
     */
    RunMerge(
            List<RunCursor> cursors,
            RecordKey key,
            RecordLayout layout,
            RecordCodec codec,
            StreamedCells cells,
            StateMemory memory) {
        this.key = key;
        this.layout = layout;
        this.codec = codec;
        this.cells = cells;
        this.heap = new RunCursor[cursors.size()];
        for (RunCursor cursor : cursors) {
            push(cursor);
        }
        this.other = memory.allocate(layout.bytes());
    }

    boolean hasNext() {
        return size > 0;
    }

    /** Hands the next entity on. */
    void next(GroupTarget target) {
        group.clear();
        group.add(pop());
        while (size > 0 && isSame(group.get(0), heap[0])) {
            group.add(pop());
        }
        merge(target);
        for (RunCursor cursor : group) {
            push(cursor);
        }
    }

    private boolean isSame(RunCursor left, RunCursor right) {
        return key.prefix(left.key()) == key.prefix(right.key()) && key.compareTies(left.key(), right.key()) == 0;
    }

    private void merge(GroupTarget target) {
        boolean hasState = false;
        boolean isListed = false;
        for (RunCursor cursor : group) {
            hasState |= cursor.hasState();
            isListed |= cursor.isListed();
        }
        long record = target.begin(group.get(0).key(), hasState, isListed);
        if (hasState) {
            group.removeIf(this::hasNoState);
            mergeBlocks(record, target);
            target.merged();
            for (int cell = 0; cell < cells.cells().size(); cell++) {
                mergeValues(cell, target);
            }
        }
        target.end();
    }

    /** A record of a key alone ends here; its run goes on. */
    private boolean hasNoState(RunCursor cursor) {
        if (!cursor.hasState()) {
            push(cursor);
            return true;
        }
        return false;
    }

    private void mergeBlocks(long record, GroupTarget target) {
        codec.read(group.get(0).in(), record, target.store(), target.texts());
        for (int i = 1; i < group.size(); i++) {
            long from = other.memoryAddress();
            MemoryUtil.setMemory(from, layout.bytes(), (byte) 0);
            // What fails for the other record is told with the entity's key.
            MemoryUtil.copyMemory(record, from, key.bytes());
            codec.read(group.get(i).in(), from, target.store(), target.texts());
            for (Kernel kernel : target.kernels()) {
                kernel.merge(record, from);
            }
        }
    }

    private void mergeValues(int number, GroupTarget target) {
        StreamedCells.StreamedCell cell = cells.cells().get(number);
        if (cell.kind() == CellKind.DISTINCT_SKETCH) {
            sketch.clear();
            for (RunCursor cursor : group) {
                sketch.read(cursor.in());
            }
            target.sketch(number, sketch);
            return;
        }
        streams.clear();
        for (RunCursor cursor : group) {
            streams.add(new ValueStream(cursor.in(), cell.text()));
        }
        ValueMerge.run(streams, cell.text(), cell.isCounted(), target.values(number));
    }

    private void push(RunCursor cursor) {
        if (!cursor.next()) {
            return;
        }
        int place = size++;
        heap[place] = cursor;
        while (place > 0 && precedes(heap[place], heap[place - 1 >>> 1])) {
            swap(place, place - 1 >>> 1);
            place = place - 1 >>> 1;
        }
    }

    private RunCursor pop() {
        RunCursor first = heap[0];
        heap[0] = heap[--size];
        int parent = 0;
        for (int child = 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && precedes(heap[child + 1], heap[child])) {
                child++;
            }
            if (!precedes(heap[child], heap[parent])) {
                break;
            }
            swap(parent, child);
            parent = child;
        }
        return first;
    }

    private void swap(int left, int right) {
        RunCursor moved = heap[left];
        heap[left] = heap[right];
        heap[right] = moved;
    }

    private boolean precedes(RunCursor left, RunCursor right) {
        long first = key.prefix(left.key());
        long second = key.prefix(right.key());
        return first != second ? first < second : key.compareTies(left.key(), right.key()) < 0;
    }

    @Override
    public void close() {
        other.close();
    }
}
