package io.millrace.engine.arrow;

import java.util.Collection;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** Merges events in order and leaves out duplicates: of each group, the first event stays. */
final class DistinctEvents implements AutoCloseable {
    private final EventCursor[] heap;
    private final DuplicateCounts counts;
    private final ArrowBuf kept;
    private boolean any;
    private int size;

    /**
     * @param cursors closed by the caller
     * @param counts where duplicates are counted
     * @param largest the bytes of the largest event
     */
    DistinctEvents(Collection<EventCursor> cursors, DuplicateCounts counts, StateMemory memory, int largest) {
        this.heap = new EventCursor[cursors.size()];
        this.counts = counts;
        cursors.forEach(this::push);
        this.kept = memory.allocateRaw(HeldEvent.bytesOf(largest));
    }

    /** Goes to the next event that is no duplicate; false where there is none. */
    boolean next() {
        while (size > 0) {
            EventCursor first = pop();
            long event = first.event();
            boolean isDuplicate = any && HeldEvent.isDuplicate(event, event());
            if (isDuplicate) {
                counts.addDuplicate(HeldEvent.file(event));
            } else {
                MemoryUtil.copyMemory(event, event(), HeldEvent.bytesOf(HeldEvent.size(event)));
                any = true;
            }
            push(first);
            if (!isDuplicate) {
                return true;
            }
        }
        return false;
    }

    /** The address of the event. */
    long event() {
        return kept.memoryAddress();
    }

    private void push(EventCursor cursor) {
        if (!cursor.next()) {
            return;
        }
        int place = size++;
        heap[place] = cursor;
        while (place > 0 && precedes(place, place - 1 >>> 1)) {
            swap(place, place - 1 >>> 1);
            place = place - 1 >>> 1;
        }
    }

    private EventCursor pop() {
        EventCursor first = heap[0];
        heap[0] = heap[--size];
        int parent = 0;
        for (int child = 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && precedes(child + 1, child)) {
                child++;
            }
            if (!precedes(child, parent)) {
                break;
            }
            swap(parent, child);
            parent = child;
        }
        return first;
    }

    private boolean precedes(int left, int right) {
        int order = Long.compareUnsigned(heap[left].hash(), heap[right].hash());
        return order != 0 ? order < 0 : HeldEvent.compare(heap[left].event(), heap[right].event()) < 0;
    }

    private void swap(int left, int right) {
        EventCursor moved = heap[left];
        heap[left] = heap[right];
        heap[right] = moved;
    }

    @Override
    public void close() {
        kept.close();
    }
}
