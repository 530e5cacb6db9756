package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import java.util.List;
import java.util.Optional;

/** {@code own_spread(x)}: the largest double less the smallest; null for fewer than two. */
final class OwnSpread implements SlotAggregation {
    private static final int COUNT = 0;
    private static final int LEAST = 1;
    private static final int MOST = 2;

    @Override
    public String name() {
        return "own_spread";
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return arguments.equals(List.of(DataType.FLOAT64)) ? Optional.of(DataType.FLOAT64) : Optional.empty();
    }

    @Override
    public String takes() {
        return "a double";
    }

    @Override
    public int slots() {
        return 3;
    }

    @Override
    public void accumulate(Slots state, long time, Arguments arguments) {
        take(state, 1, arguments.doubleAt(0), arguments.doubleAt(0));
    }

    @Override
    public void merge(Slots into, Slots from) {
        if (from.longAt(COUNT) != 0) {
            take(into, from.longAt(COUNT), from.doubleAt(LEAST), from.doubleAt(MOST));
        }
    }

    private static void take(Slots state, long count, double least, double most) {
        boolean first = state.longAt(COUNT) == 0;
        state.set(COUNT, state.longAt(COUNT) + count);
        state.set(LEAST, first ? least : Math.min(least, state.doubleAt(LEAST)));
        state.set(MOST, first ? most : Math.max(most, state.doubleAt(MOST)));
    }

    @Override
    public void finish(Slots state, Result result) {
        if (state.longAt(COUNT) > 1) {
            result.set(state.doubleAt(MOST) - state.doubleAt(LEAST));
        }
    }
}
