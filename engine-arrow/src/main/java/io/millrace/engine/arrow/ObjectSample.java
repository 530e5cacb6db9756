package io.millrace.engine.arrow;

import io.millrace.core.matrix.DistinctCounter;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import java.util.HashMap;
import java.util.Map;

/**
 * What the objects of users' aggregations need: true states of as many entities as a small memory allows, chosen by hash,
 * and from them, with a margin, what all need. Exact where there are few.
 */
final class ObjectSample {
    private static final int MOST_STATES = 1 << 12;
    private static final long MOST_BYTES = 1 << 23;

    private final Map<Long, State> states = new HashMap<>();
    private final DistinctCounter cells = new DistinctCounter();
    private int bits;
    private long held;

    private static final class State {
        final ObjectAggregation<Object> aggregation;
        final Object object;
        long bytes;

        State(ObjectAggregation<Object> aggregation) {
            this.aggregation = aggregation;
            this.object = aggregation.identity();
        }
    }

    /**
     * @param cell a hash of the entity and of which cell of its record it is
     */
    void accumulate(long cell, ObjectAggregation<Object> aggregation, long time, Arguments arguments) {
        cells.add(cell);
        if (isChosen(cell)) {
            State state = states.computeIfAbsent(cell, key -> new State(aggregation));
            aggregation.accumulate(state.object, time, arguments);
            account(state);
        }
    }

    private boolean isChosen(long cell) {
        return bits == 0 || cell >>> Long.SIZE - bits == 0;
    }

    private void account(State state) {
        long bytes = state.aggregation.bytes(state.object) + ObjectStates.PLACE_BYTES;
        held += bytes - state.bytes;
        state.bytes = bytes;
        while (states.size() > 1 && (states.size() > MOST_STATES || held > MOST_BYTES)) {
            halve(bits + 1);
        }
    }

    private void halve(int toBits) {
        bits = toBits;
        states.keySet().removeIf(cell -> !isChosen(cell));
        held = states.values().stream().mapToLong(state -> state.bytes).sum();
    }

    void add(ObjectSample other) {
        cells.merge(other.cells);
        if (other.bits > bits) {
            halve(other.bits);
        }
        other.states.forEach((cell, state) -> {
            if (isChosen(cell)) {
                State known = states.computeIfAbsent(cell, key -> new State(state.aggregation));
                known.aggregation.merge(known.object, state.object);
                account(known);
            }
        });
    }

    /** Bytes that suffice for all states in one thread; no bound where they were sampled and differ wildly. */
    long bytes() {
        if (bits == 0) {
            return held;
        }
        long most =
                states.values().stream().mapToLong(state -> state.bytes).max().orElse(MOST_BYTES);
        double mean = states.isEmpty() ? most : (double) held / states.size();
        return (long) Math.ceil(1.5 * mean * EntityCounter.atMost(cells)) + 4 * most;
    }
}
