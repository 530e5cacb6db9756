package io.millrace.core.streamflow;

/** A day's rows by subscriber, then time; holds the events of one subscriber. */
final class UserOrderFeed implements RowFeed {
    private final SubscriberDay events;
    private final int subscribers;
    private final long epochDay;
    private int subscriber;
    private int next;

    UserOrderFeed(SubscriberDay events, int subscribers, long epochDay) {
        this.events = events;
        this.subscribers = subscribers;
        this.epochDay = epochDay;
    }

    @Override
    public void fill(DayRows rows) {
        rows.clear();
        while (true) {
            while (next < events.count()) {
                if (rows.isFull()) {
                    return;
                }
                rows.add(subscriber, events.second(next), events.packed(next));
                next++;
            }
            if (subscriber == subscribers) {
                return;
            }
            events.draw(++subscriber, epochDay);
            next = 0;
        }
    }
}
