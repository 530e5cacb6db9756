package io.millrace.core.why;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Counts the events that aggregations take, and keeps the latest of them. Several threads may add. */
final class EntityEvents {
    private final int most;
    private final long[] byPart;
    private final PriorityQueue<EntityEvent> latest = new PriorityQueue<>(EntityEvent.IN_ORDER);
    private long count;

    /**
     * @param parts how many parts there are
     * @param most how many events are kept
     */
    EntityEvents(int parts, int most) {
        this.byPart = new long[parts];
        this.most = most;
    }

    /** Takes an event; it is made only where it may be kept. */
    synchronized void add(long time, BitSet takenBy, Supplier<EntityEvent> event) {
        count++;
        takenBy.stream().forEach(part -> byPart[part]++);
        if (most == 0 || latest.size() == most && time < latest.element().time()) {
            return;
        }
        latest.add(event.get());
        if (latest.size() > most) {
            latest.remove();
        }
    }

    synchronized long count() {
        return count;
    }

    /** How many events a part takes. */
    synchronized long count(int part) {
        return byPart[part];
    }

    /** Those that are kept, in their order. */
    synchronized List<EntityEvent> latest() {
        List<EntityEvent> events = new ArrayList<>(latest);
        events.sort(EntityEvent.IN_ORDER);
        return events;
    }
}
