package io.millrace.core.contract;

import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import java.nio.ByteBuffer;

/** The states of an aggregation, whichever kind it is. */
interface AggregationStates<S> {
    S identity();

    void accumulate(S state, long time, Arguments arguments);

    void merge(S into, S from);

    void finish(S state, Result result);

    byte[] encode(S state);

    S decode(byte[] bytes);

    long bytes(S state);

    /** States of objects. */
    record OfObjects<S>(ObjectAggregation<S> aggregation) implements AggregationStates<S> {
        @Override
        public S identity() {
            return aggregation.identity();
        }

        @Override
        public void accumulate(S state, long time, Arguments arguments) {
            aggregation.accumulate(state, time, arguments);
        }

        @Override
        public void merge(S into, S from) {
            aggregation.merge(into, from);
        }

        @Override
        public void finish(S state, Result result) {
            aggregation.finish(state, result);
        }

        @Override
        public byte[] encode(S state) {
            return aggregation.encode(state);
        }

        @Override
        public S decode(byte[] bytes) {
            return aggregation.decode(bytes);
        }

        @Override
        public long bytes(S state) {
            return aggregation.bytes(state);
        }
    }

    /** States of slots, which an engine encodes and counts by itself. */
    record OfSlots(SlotAggregation aggregation) implements AggregationStates<ReferenceUser.LongSlots> {
        @Override
        public ReferenceUser.LongSlots identity() {
            return new ReferenceUser.LongSlots(new long[aggregation.slots()]);
        }

        @Override
        public void accumulate(ReferenceUser.LongSlots state, long time, Arguments arguments) {
            aggregation.accumulate(state, time, arguments);
        }

        @Override
        public void merge(ReferenceUser.LongSlots into, ReferenceUser.LongSlots from) {
            aggregation.merge(into, from);
        }

        @Override
        public void finish(ReferenceUser.LongSlots state, Result result) {
            aggregation.finish((Slots) state, result);
        }

        @Override
        public byte[] encode(ReferenceUser.LongSlots state) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * state.slots().length);
            bytes.asLongBuffer().put(state.slots());
            return bytes.array();
        }

        @Override
        public ReferenceUser.LongSlots decode(byte[] bytes) {
            ReferenceUser.LongSlots state = identity();
            ByteBuffer.wrap(bytes).asLongBuffer().get(state.slots());
            return state;
        }

        @Override
        public long bytes(ReferenceUser.LongSlots state) {
            return (long) Long.BYTES * state.slots().length;
        }
    }
}
