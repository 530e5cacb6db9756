package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.port.ObjectAggregation;
import java.util.Objects;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * A user's aggregation whose state is an object: the cell tells the thread that began it and its place there plus 1 (4
 * bytes each), 0 before the first event.
 */
final class ObjectKernel extends GrowingKernel {
    private final ObjectAggregation<Object> aggregation;
    private final VariableStore store;
    private final UserFailure failure;
    private final ColumnVector[] columns;
    private final RowArguments row;

    ObjectKernel(
            int offset,
            ObjectAggregation<Object> aggregation,
            int arguments,
            VariableStore store,
            UserFailure failure) {
        super(offset);
        this.aggregation = aggregation;
        this.store = store;
        this.failure = failure;
        this.columns = new ColumnVector[arguments];
        this.row = new RowArguments(columns);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        System.arraycopy(arguments, 0, columns, 0, columns.length);
        for (taken = 0; taken < count; ) {
            int next = rows[taken];
            row.row(next);
            accumulate(records[next], times[next]);
        }
    }

    private void accumulate(long record, long time) {
        long cell = record + offset;
        long bytes;
        try {
            if (MemoryUtil.getLong(cell) == 0) {
                put(cell, Objects.requireNonNull(aggregation.identity(), "identity() gave null"), store);
            }
            Object state = state(cell, store.state);
            aggregation.accumulate(state, time, row);
            bytes = aggregation.bytes(state);
        } catch (RuntimeException e) {
            throw failure.of(record, e);
        }
        // The state has the row, whether what it holds now fits or not.
        taken++;
        account(cell, bytes, store.state);
    }

    /** Adds a state to the store, and notes in the cell where it is. */
    static void put(long cell, Object state, VariableStore store) {
        MemoryUtil.putInt(cell, store.place);
        MemoryUtil.putInt(cell + 4, store.objects.add(state) + 1);
    }

    /** Accounts for what the state of a cell holds now. */
    static void account(long cell, long bytes, VariableState all) {
        ObjectStates states = all.store(MemoryUtil.getInt(cell)).objects;
        states.account(MemoryUtil.getInt(cell + 4) - 1, bytes);
    }

    /** The state of a cell that is not 0. */
    static Object state(long cell, VariableState all) {
        ObjectStates states = all.store(MemoryUtil.getInt(cell)).objects;
        return Objects.requireNonNull(states.get(MemoryUtil.getInt(cell + 4) - 1));
    }

    @Override
    void merge(long into, long from) {
        long cell = into + offset;
        long other = from + offset;
        if (MemoryUtil.getLong(other) == 0) {
            return;
        }
        if (MemoryUtil.getLong(cell) == 0) {
            MemoryUtil.putLong(cell, MemoryUtil.getLong(other));
            return;
        }
        long bytes;
        try {
            Object state = state(cell, store.state);
            aggregation.merge(state, state(other, store.state));
            bytes = aggregation.bytes(state);
        } catch (RuntimeException e) {
            throw failure.of(into, e);
        }
        store.state.store(MemoryUtil.getInt(other)).objects.remove(MemoryUtil.getInt(other + 4) - 1);
        MemoryUtil.putLong(other, 0);
        account(cell, bytes, store.state);
    }
}
