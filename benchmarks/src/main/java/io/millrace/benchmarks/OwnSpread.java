package io.millrace.benchmarks;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import java.util.List;
import java.util.Optional;

/** An aggregation as a user would bring it: {@code max(x) - min(x)} of integers. */
final class OwnSpread implements SlotAggregation {
    @Override
    public String name() {
        return "own_spread";
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return arguments.equals(List.of(DataType.INT64)) ? Optional.of(DataType.INT64) : Optional.empty();
    }

    @Override
    public String takes() {
        return "one bigint";
    }

    @Override
    public int slots() {
        return 3;
    }

    @Override
    public void accumulate(Slots state, long time, Arguments arguments) {
        include(state, arguments.longAt(0), arguments.longAt(0));
    }

    @Override
    public void merge(Slots into, Slots from) {
        if (from.longAt(0) != 0) {
            include(into, from.longAt(1), from.longAt(2));
        }
    }

    private static void include(Slots state, long least, long most) {
        boolean first = state.longAt(0) == 0;
        state.set(0, 1L);
        state.set(1, first ? least : Math.min(state.longAt(1), least));
        state.set(2, first ? most : Math.max(state.longAt(2), most));
    }

    @Override
    public void finish(Slots state, Result result) {
        result.set(state.longAt(2) - state.longAt(1));
    }
}
