package io.millrace.engine.arrow;

import java.util.List;

/** All records in the order of their keys: the sorted lists, merged as they are walked through. */
final class MergedRecords implements EntityWalk {
    private final RecordKey key;
    private final List<SortedRecords> lists;
    private final int[] places;
    /** A heap of lists by the key at their place; those at their end are not in it. */
    private final int[] heap;

    private int heapSize;

    /**
     * @param lists none of them empty
     */
    MergedRecords(RecordKey key, List<SortedRecords> lists) {
        this.key = key;
        this.lists = lists;
        this.places = new int[lists.size()];
        this.heap = new int[lists.size()];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = i;
        }
        heapSize = heap.length;
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    @Override
    public boolean hasNext() {
        return heapSize > 0;
    }

    @Override
    public long state() {
        return key();
    }

    @Override
    public long key() {
        return lists.get(heap[0]).record(places[heap[0]]);
    }

    @Override
    public boolean hasState() {
        return lists.get(heap[0]).hasState(places[heap[0]]);
    }

    @Override
    public boolean isListed() {
        return lists.get(heap[0]).isListed(places[heap[0]]);
    }

    @Override
    public void advance() {
        int list = heap[0];
        places[list]++;
        if (places[list] == lists.get(list).size()) {
            heapSize--;
            heap[0] = heap[heapSize];
        }
        siftDown(0);
    }

    private void siftDown(int root) {
        int parent = root;
        for (int child = 2 * parent + 1; child < heapSize; child = 2 * parent + 1) {
            if (child + 1 < heapSize && precedes(heap[child + 1], heap[child])) {
                child++;
            }
            if (!precedes(heap[child], heap[parent])) {
                return;
            }
            int moved = heap[parent];
            heap[parent] = heap[child];
            heap[child] = moved;
            parent = child;
        }
    }

    private boolean precedes(int left, int right) {
        SortedRecords leftList = lists.get(left);
        SortedRecords rightList = lists.get(right);
        int order = Long.compare(leftList.prefix(places[left]), rightList.prefix(places[right]));
        return order != 0
                ? order < 0
                : key.compareTies(leftList.record(places[left]), rightList.record(places[right])) < 0;
    }
}
