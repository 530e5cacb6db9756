package io.millrace.core.streamflow;

import java.util.Arrays;

/**
 * A day's rows by time, then subscriber. The day is cut into slices of time so that a slice has about a million rows; for
 * every slice all subscribers are drawn again and the rows within it are put in order. It holds one slice: about 32 MB,
 * however many subscribers there are.
 */
final class TimeOrderFeed implements RowFeed {
    private static final int SLICE_ROWS = 1 << 20;
    private static final int ROWS_PER_SUBSCRIBER = 12;

    private final SubscriberDay events;
    private final int subscribers;
    private final long epochDay;
    private final int slices;
    private int slice;
    private int[] rowSubscribers = new int[1024];
    private int[] rowSeconds = new int[1024];
    private long[] rowPacked = new long[1024];
    private int[] order = new int[0];
    private int held;
    private int next;

    TimeOrderFeed(SubscriberDay events, int subscribers, long epochDay) {
        this(events, subscribers, epochDay, SLICE_ROWS);
    }

    TimeOrderFeed(SubscriberDay events, int subscribers, long epochDay, int sliceRows) {
        this.events = events;
        this.subscribers = subscribers;
        this.epochDay = epochDay;
        long expected = (long) ROWS_PER_SUBSCRIBER * subscribers;
        this.slices = (int) Math.min(1 + expected / sliceRows, SubscriberDay.SECONDS);
    }

    @Override
    public void fill(DayRows rows) {
        rows.clear();
        while (!rows.isFull()) {
            if (next == held) {
                if (slice == slices) {
                    return;
                }
                load(slice++);
            } else {
                int row = order[next++];
                rows.add(rowSubscribers[row], rowSeconds[row], rowPacked[row]);
            }
        }
    }

    private void load(int number) {
        int from = secondOf(number);
        int to = secondOf(number + 1);
        held = 0;
        next = 0;
        for (int subscriber = 1; subscriber <= subscribers; subscriber++) {
            events.draw(subscriber, epochDay);
            for (int i = 0; i < events.count(); i++) {
                int second = events.second(i);
                if (second >= from && second < to) {
                    hold(subscriber, second, events.packed(i));
                }
            }
        }
        orderBySecond(from, to);
    }

    private int secondOf(int boundary) {
        return (int) ((long) boundary * SubscriberDay.SECONDS / slices);
    }

    private void hold(int subscriber, int second, long packed) {
        if (held == rowSeconds.length) {
            rowSubscribers = Arrays.copyOf(rowSubscribers, 2 * held);
            rowSeconds = Arrays.copyOf(rowSeconds, 2 * held);
            rowPacked = Arrays.copyOf(rowPacked, 2 * held);
        }
        rowSubscribers[held] = subscriber;
        rowSeconds[held] = second;
        rowPacked[held] = packed;
        held++;
    }

    /** By counting, which keeps rows of the same second in order of subscriber. */
    private void orderBySecond(int from, int to) {
        int[] places = new int[to - from + 1];
        for (int row = 0; row < held; row++) {
            places[rowSeconds[row] - from + 1]++;
        }
        for (int i = 1; i < places.length; i++) {
            places[i] += places[i - 1];
        }
        if (order.length < held) {
            order = new int[rowSeconds.length];
        }
        for (int row = 0; row < held; row++) {
            order[places[rowSeconds[row] - from]++] = row;
        }
    }
}
