package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/** Sorts signed 8-byte integers in place: quicksort, and heapsort where that goes too deep. */
final class LongSort {
    private static final int FEW = 16;

    private final long base;

    private LongSort(long base) {
        this.base = base;
    }

    static void sort(long address, int count) {
        new LongSort(address).sort(0, count, 2 * (32 - Integer.numberOfLeadingZeros(count)));
    }

    private long get(int place) {
        return MemoryUtil.getLong(base + (long) place * Long.BYTES);
    }

    private void put(int place, long value) {
        MemoryUtil.putLong(base + (long) place * Long.BYTES, value);
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
            } while (get(low) < pivot);
            do {
                high--;
            } while (get(high) > pivot);
            if (low >= high) {
                return low == from ? from + 1 : low;
            }
            swap(low, high);
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int left, int right) {
        long value = get(left);
        put(left, get(right));
        put(right, value);
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long value = get(i);
            int place = i;
            for (; place > from && get(place - 1) > value; place--) {
                put(place, get(place - 1));
            }
            put(place, value);
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
            if (child + 1 < count && get(from + child) < get(from + child + 1)) {
                child++;
            }
            if (get(from + parent) >= get(from + child)) {
                return;
            }
            swap(from + parent, from + child);
            parent = child;
        }
    }
}
