package io.millrace.engine.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * A list of records off the heap that can be sorted by key. An entry is the key's prefix and the record's address, which
 * is a multiple of 8: its lowest bits tell whether the record has no state, only a key, and whether the roster lists it.
 */
final class SortedRecords implements AutoCloseable {
    static final int ENTRY_BYTES = 16;
    private static final long WITHOUT_STATE = 1;
    private static final long LISTED = 2;

    private final RecordKey key;
    private final StateMemory memory;
    private @Nullable ArrowBuf buffer;
    private final int capacity;
    private long base;
    private int size;

    /**
     * @param capacity the most entries
     */
    SortedRecords(RecordKey key, StateMemory memory, int capacity) {
        this.key = key;
        this.memory = memory;
        this.capacity = capacity;
        this.buffer = memory.allocateRaw(Math.max(1, (long) capacity) * ENTRY_BYTES);
        this.base = buffer.memoryAddress();
    }

    int size() {
        return size;
    }

    int capacity() {
        return capacity;
    }

    /** Adds the record of an entity with events. */
    void add(long record) {
        put(record, record);
    }

    /** Adds the record of an entity of which only the roster knows. */
    void addListed(long record) {
        put(record, record | WITHOUT_STATE | LISTED);
    }

    private void put(long record, long marked) {
        put(size++, record, marked);
    }

    /** Puts the record of an entity with events in any place; the caller knows which places are taken. */
    void put(int place, long record) {
        put(place, record, record);
    }

    private void put(int place, long record, long marked) {
        long entry = at(place);
        MemoryUtil.putLong(entry, key.prefix(record));
        MemoryUtil.putLong(entry + 8, marked);
    }

    /** Notes that the roster lists the entity. */
    void list(int place) {
        MemoryUtil.putLong(at(place) + 8, marked(place) | LISTED);
    }

    private long marked(int place) {
        return MemoryUtil.getLong(at(place) + 8);
    }

    private long at(int place) {
        return base + (long) place * ENTRY_BYTES;
    }

    long prefix(int place) {
        return MemoryUtil.getLong(at(place));
    }

    /** The record's address without its marks. */
    long record(int place) {
        return marked(place) & ~(WITHOUT_STATE | LISTED);
    }

    boolean hasState(int place) {
        return (marked(place) & WITHOUT_STATE) == 0;
    }

    /** Whether the roster lists the entity. */
    boolean isListed(int place) {
        return (marked(place) & LISTED) != 0;
    }

    /** Gives back what the list does not fill. */
    void trim() {
        ArrowBuf trimmed = memory.allocateRaw(Math.max(1, (long) size) * ENTRY_BYTES);
        MemoryUtil.copyMemory(base, trimmed.memoryAddress(), (long) size * ENTRY_BYTES);
        Buffers.close(buffer);
        buffer = trimmed;
        base = trimmed.memoryAddress();
    }

    /** Sorts by key, in place: quicksort, and heapsort where that goes too deep. */
    void sort() {
        sort(0, size);
    }

    /** Sorts some of the places. */
    void sort(int from, int to) {
        sort(from, to, 2 * (32 - Integer.numberOfLeadingZeros(to - from)));
    }

    private void sort(int from, int to, int depth) {
        int start = from;
        int left = depth;
        while (to - start > 16) {
            if (left-- == 0) {
                heapSort(start, to);
                return;
            }
            int pivot = partition(start, to);
            sort(start, pivot, left);
            start = pivot + 1;
        }
        insertionSort(start, to);
    }

    /** Brings the median of three to its place, smaller ones before and larger ones after it, and returns the place. */
    private int partition(int from, int to) {
        int middle = from + to >>> 1;
        orderPair(from, middle);
        orderPair(middle, to - 1);
        orderPair(from, middle);
        swap(middle, to - 2);
        int pivot = to - 2;
        int low = from;
        int high = pivot;
        while (true) {
            do {
                low++;
            } while (compare(low, pivot) < 0);
            do {
                high--;
            } while (compare(pivot, high) < 0);
            if (low >= high) {
                swap(low, pivot);
                return low;
            }
            swap(low, high);
        }
    }

    private void orderPair(int first, int second) {
        if (compare(second, first) < 0) {
            swap(first, second);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && compare(j, j - 1) < 0; j--) {
                swap(j, j - 1);
            }
        }
    }

    private void heapSort(int from, int to) {
        int count = to - from;
        for (int i = count / 2 - 1; i >= 0; i--) {
            siftDown(from, i, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(from, from + end);
            siftDown(from, 0, end);
        }
    }

    private void siftDown(int from, int root, int count) {
        int parent = root;
        for (int child = 2 * parent + 1; child < count; child = 2 * parent + 1) {
            if (child + 1 < count && compare(from + child, from + child + 1) < 0) {
                child++;
            }
            if (compare(from + parent, from + child) >= 0) {
                return;
            }
            swap(from + parent, from + child);
            parent = child;
        }
    }

    private int compare(int left, int right) {
        int order = Long.compare(prefix(left), prefix(right));
        return order != 0 ? order : key.compareTies(record(left), record(right));
    }

    private void swap(int left, int right) {
        long first = at(left);
        long second = at(right);
        long prefix = MemoryUtil.getLong(first);
        long record = MemoryUtil.getLong(first + 8);
        MemoryUtil.putLong(first, MemoryUtil.getLong(second));
        MemoryUtil.putLong(first + 8, MemoryUtil.getLong(second + 8));
        MemoryUtil.putLong(second, prefix);
        MemoryUtil.putLong(second + 8, record);
    }

    @Override
    public void close() {
        Buffers.close(buffer);
        buffer = null;
    }
}
