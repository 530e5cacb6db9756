package io.millrace.engine.arrow;

import io.millrace.core.port.Slots;
import java.util.Objects;
import org.apache.arrow.memory.util.MemoryUtil;

/** The slots of one record after the other, for users' code. */
final class RecordSlots implements Slots {
    private final int count;
    private long address;

    RecordSlots(int count) {
        this.count = count;
    }

    /** Moves to the slots at that address. */
    RecordSlots at(long place) {
        address = place;
        return this;
    }

    private long slot(int slot) {
        return address + (long) Objects.checkIndex(slot, count) * Long.BYTES;
    }

    @Override
    public long longAt(int slot) {
        return MemoryUtil.getLong(slot(slot));
    }

    @Override
    public void set(int slot, long value) {
        MemoryUtil.putLong(slot(slot), value);
    }

    @Override
    public double doubleAt(int slot) {
        return Double.longBitsToDouble(longAt(slot));
    }

    @Override
    public void set(int slot, double value) {
        set(slot, Double.doubleToRawLongBits(value));
    }
}
