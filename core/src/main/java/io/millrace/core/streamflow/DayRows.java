package io.millrace.core.streamflow;

/** Rows of one day, before they become columns. */
final class DayRows {
    final int[] subscribers;
    final int[] seconds;
    final long[] packed;
    private int count;

    DayRows(int capacity) {
        this.subscribers = new int[capacity];
        this.seconds = new int[capacity];
        this.packed = new long[capacity];
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == subscribers.length;
    }

    void clear() {
        count = 0;
    }

    void add(int subscriber, int second, long event) {
        subscribers[count] = subscriber;
        seconds[count] = second;
        packed[count] = event;
        count++;
    }
}
