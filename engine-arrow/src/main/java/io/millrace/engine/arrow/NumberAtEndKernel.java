package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The number, time or boolean of the earliest or the latest event: its time, then its word (see {@link ValueWords}), both
 * so that zeros stand for what every event precedes (see {@link Extremes}).
 */
final class NumberAtEndKernel extends Kernel {
    static final int VALUE = 8;

    private final boolean last;
    private final ValueWords words;

    /**
     * @param last whether it is the latest event, of several the one with the largest value; else the earliest, with the
     *     smallest
     */
    NumberAtEndKernel(int offset, boolean last, ValueWords words) {
        super(offset);
        this.last = last;
        this.words = words;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        long[] values = words.of(arguments[0], rows, count);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            take(records[row] + offset, times[row], values[row]);
        }
    }

    private void take(long cell, long time, long value) {
        long known = decoded(cell);
        boolean replaces;
        if (time == known) {
            long knownValue = decoded(cell + VALUE);
            replaces = last ? value > knownValue : value < knownValue;
        } else {
            replaces = last ? time > known : time < known;
        }
        if (replaces) {
            MemoryUtil.putLong(cell, last ? Extremes.encodeMax(time) : Extremes.encodeMin(time));
            MemoryUtil.putLong(cell + VALUE, last ? Extremes.encodeMax(value) : Extremes.encodeMin(value));
        }
    }

    private long decoded(long at) {
        return last ? Extremes.decodeMax(MemoryUtil.getLong(at)) : Extremes.decodeMin(MemoryUtil.getLong(at));
    }

    @Override
    void merge(long into, long from) {
        take(into + offset, decoded(from + offset), decoded(from + offset + VALUE));
    }
}
