package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code own_pairs(x, y)}: how many different pairs of a boolean and a bigint there are. */
final class OwnPairs implements ObjectAggregation<Set<OwnPairs.Pair>> {
    /** A pair, its box and its place in the set. */
    private static final long ENTRY = 96;

    private static final long SET = 128;

    record Pair(long flag, long number) {}

    @Override
    public String name() {
        return "own_pairs";
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return arguments.equals(List.of(DataType.BOOLEAN, DataType.INT64))
                ? Optional.of(DataType.INT64)
                : Optional.empty();
    }

    @Override
    public String takes() {
        return "a boolean and a bigint";
    }

    @Override
    public Set<Pair> identity() {
        return new HashSet<>();
    }

    @Override
    public void accumulate(Set<Pair> state, long time, Arguments arguments) {
        state.add(new Pair(arguments.longAt(0), arguments.longAt(1)));
    }

    @Override
    public void merge(Set<Pair> into, Set<Pair> from) {
        into.addAll(from);
    }

    @Override
    public void finish(Set<Pair> state, Result result) {
        result.set((long) state.size());
    }

    @Override
    public byte[] encode(Set<Pair> state) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * state.size());
        state.forEach(pair -> bytes.putLong(pair.flag).putLong(pair.number));
        return bytes.array();
    }

    @Override
    public Set<Pair> decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        Set<Pair> pairs = new HashSet<>();
        while (from.hasRemaining()) {
            pairs.add(new Pair(from.getLong(), from.getLong()));
        }
        return pairs;
    }

    @Override
    public long bytes(Set<Pair> state) {
        return SET + ENTRY * state.size();
    }
}
