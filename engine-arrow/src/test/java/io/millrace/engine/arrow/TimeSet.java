package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The number of different event times. */
final class TimeSet implements ObjectAggregation<TreeSet<Long>> {
    @Override
    public String name() {
        return "time_set";
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return Optional.of(DataType.INT64);
    }

    @Override
    public String takes() {
        return "nothing";
    }

    @Override
    public TreeSet<Long> identity() {
        return new TreeSet<>();
    }

    @Override
    public void accumulate(TreeSet<Long> state, long time, Arguments arguments) {
        state.add(time);
    }

    @Override
    public void merge(TreeSet<Long> into, TreeSet<Long> from) {
        into.addAll(from);
    }

    @Override
    public void finish(TreeSet<Long> state, Result result) {
        result.set(state.size());
    }

    @Override
    public byte[] encode(TreeSet<Long> state) {
        ByteBuffer bytes = ByteBuffer.allocate(state.size() * Long.BYTES);
        state.forEach(bytes::putLong);
        return bytes.array();
    }

    @Override
    public TreeSet<Long> decode(byte[] bytes) {
        TreeSet<Long> state = new TreeSet<>();
        for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
            state.add(buffer.getLong());
        }
        return state;
    }

    @Override
    public long bytes(TreeSet<Long> state) {
        return 32 + 48L * state.size();
    }
}
