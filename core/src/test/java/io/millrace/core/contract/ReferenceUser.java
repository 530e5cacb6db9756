package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregations that users brought, over one state. */
final class ReferenceUser {
    private ReferenceUser() {}

    static @Nullable Object aggregate(Aggregation aggregation, DataType type, List<Observation> seen) {
        ReferenceResult result = new ReferenceResult(type);
        if (aggregation instanceof SlotAggregation slots) {
            Slots state = new LongSlots(new long[slots.slots()]);
            seen.forEach(event -> slots.accumulate(state, event.time(), arguments(event)));
            slots.finish(state, result);
        } else {
            aggregate((ObjectAggregation<?>) aggregation, seen, result);
        }
        return result.value();
    }

    private static <S> void aggregate(ObjectAggregation<S> objects, List<Observation> seen, ReferenceResult result) {
        S state = objects.identity();
        seen.forEach(event -> objects.accumulate(state, event.time(), arguments(event)));
        objects.finish(state, result);
    }

    private static ReferenceArguments arguments(Observation event) {
        return new ReferenceArguments(new ArrayList<>(event.arguments()));
    }

    /** Slots as an array. */
    record LongSlots(long[] slots) implements Slots {
        @Override
        public long longAt(int slot) {
            return slots[slot];
        }

        @Override
        public void set(int slot, long value) {
            slots[slot] = value;
        }

        @Override
        public double doubleAt(int slot) {
            return Double.longBitsToDouble(slots[slot]);
        }

        @Override
        public void set(int slot, double value) {
            slots[slot] = Double.doubleToRawLongBits(value);
        }
    }
}
