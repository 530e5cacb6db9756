package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import java.util.List;
import java.util.Optional;

/** {@code own_span(x)}: the time between the events with the smallest and the largest bigint, the earliest of each; in microseconds. */
final class OwnSpan implements SlotAggregation {
    private static final int SEEN = 0;
    private static final int LEAST = 1;
    private static final int LEAST_TIME = 2;
    private static final int MOST = 3;
    private static final int MOST_TIME = 4;

    @Override
    public String name() {
        return "own_span";
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return arguments.equals(List.of(DataType.INT64)) ? Optional.of(DataType.INT64) : Optional.empty();
    }

    @Override
    public String takes() {
        return "a bigint";
    }

    @Override
    public int slots() {
        return 5;
    }

    @Override
    public void accumulate(Slots state, long time, Arguments arguments) {
        long value = arguments.longAt(0);
        take(state, value, time, value, time);
    }

    @Override
    public void merge(Slots into, Slots from) {
        if (from.longAt(SEEN) != 0) {
            take(into, from.longAt(LEAST), from.longAt(LEAST_TIME), from.longAt(MOST), from.longAt(MOST_TIME));
        }
    }

    private static void take(Slots state, long least, long leastTime, long most, long mostTime) {
        boolean first = state.longAt(SEEN) == 0;
        long oldLeast = state.longAt(LEAST);
        if (first || least < oldLeast || least == oldLeast && leastTime < state.longAt(LEAST_TIME)) {
            state.set(LEAST, least);
            state.set(LEAST_TIME, leastTime);
        }
        long oldMost = state.longAt(MOST);
        if (first || most > oldMost || most == oldMost && mostTime < state.longAt(MOST_TIME)) {
            state.set(MOST, most);
            state.set(MOST_TIME, mostTime);
        }
        state.set(SEEN, 1L);
    }

    @Override
    public void finish(Slots state, Result result) {
        result.set(state.longAt(MOST_TIME) - state.longAt(LEAST_TIME));
    }
}
