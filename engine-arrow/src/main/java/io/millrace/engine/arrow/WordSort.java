package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Sorts entries of one or two words in place, by the order of what their first words stand for: quicksort, and heapsort
 * where that goes too deep.
 */
final class WordSort {
    private static final int FEW = 12;

    private final long base;
    private final int bytes;
    private final ListResults.WordOrder order;

    private WordSort(long base, int bytes, ListResults.WordOrder order) {
        this.base = base;
        this.bytes = bytes;
        this.order = order;
    }

    /**
     * @param bytes of an entry: 8 or 16
     */
    static void sort(long address, int count, int bytes, ListResults.WordOrder order) {
        new WordSort(address, bytes, order).sort(0, count, 2 * (32 - Integer.numberOfLeadingZeros(count)));
    }

    private long at(int place) {
        return base + (long) place * bytes;
    }

    private long get(int place) {
        return MemoryUtil.getLong(at(place));
    }

    private void sort(int from, int to, int depth) {
        int start = from;
        int left = depth;
        while (to - start > FEW) {
            if (left-- == 0) {
                heapSort(start, to);
                return;
            }
            int middle = partition(start, to);
            sort(start, middle, left);
            start = middle;
        }
        insertionSort(start, to);
    }

    /** Brings what is at most the pivot before what is at least the pivot; both parts are shorter than the whole. */
    private int partition(int from, int to) {
        long pivot = median(get(from), get(from + to >>> 1), get(to - 1));
        int low = from - 1;
        int high = to;
        while (true) {
            do {
                low++;
            } while (order.compare(get(low), pivot) < 0);
            do {
                high--;
            } while (order.compare(get(high), pivot) > 0);
            if (low >= high) {
                return low == from ? from + 1 : low;
            }
            swap(low, high);
        }
    }

    private long median(long a, long b, long c) {
        if (order.compare(a, b) < 0) {
            return order.compare(b, c) < 0 ? b : order.compare(a, c) < 0 ? c : a;
        }
        return order.compare(a, c) < 0 ? a : order.compare(b, c) < 0 ? c : b;
    }

    private void swap(int left, int right) {
        for (int word = 0; word < bytes; word += Long.BYTES) {
            long value = MemoryUtil.getLong(at(left) + word);
            MemoryUtil.putLong(at(left) + word, MemoryUtil.getLong(at(right) + word));
            MemoryUtil.putLong(at(right) + word, value);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int place = i; place > from && order.compare(get(place - 1), get(place)) > 0; place--) {
                swap(place, place - 1);
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
            if (child + 1 < count && order.compare(get(from + child), get(from + child + 1)) < 0) {
                child++;
            }
            if (order.compare(get(from + parent), get(from + child)) >= 0) {
                return;
            }
            swap(from + parent, from + child);
            parent = child;
        }
    }
}
