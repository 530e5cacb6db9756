package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The states of users' {@link io.millrace.core.port.ObjectAggregation}s that one thread began, by their places. They live
 * on the heap; the bytes that they declare are reserved from the run's budget, in steps.
 *
 * <p>One thread adds. In the merge several threads may replace and account for different states.
 */
final class ObjectStates implements AutoCloseable {
    /** What a state takes beside what it declares: its place here. */
    static final int PLACE_BYTES = 16;

    /** What is reserved at once. */
    static final long STEP = 1 << 15;

    private final StateMemory memory;
    private final List<BufferAllocator> reservations = new ArrayList<>();
    private @Nullable Object[] states = new Object[16];
    private long[] declared = new long[16];
    private int size;
    private long held;
    private long largest;
    private long reserved;

    ObjectStates(StateMemory memory) {
        this.memory = memory;
    }

    /** Adds a state and returns its place. */
    int add(Object state) {
        if (size == states.length) {
            states = Arrays.copyOf(states, size * 2);
            declared = Arrays.copyOf(declared, size * 2);
        }
        states[size] = state;
        return size++;
    }

    @Nullable
    Object get(int place) {
        return states[place];
    }

    /**
     * Accounts for what a state holds now.
     *
     * @throws BudgetExceeded where the budget does not allow it
     */
    synchronized void account(int place, long bytes) {
        held += bytes + PLACE_BYTES - declared[place];
        declared[place] = bytes + PLACE_BYTES;
        largest = Math.max(largest, bytes);
        while (held > reserved) {
            long step = Math.max(STEP, held - reserved);
            reservations.add(memory.reserve(step));
            reserved += step;
        }
    }

    /** Gives back what is reserved and not needed. */
    private void release() {
        while (!reservations.isEmpty()) {
            BufferAllocator last = reservations.get(reservations.size() - 1);
            if (reserved - last.getLimit() < held) {
                return;
            }
            reserved -= last.getLimit();
            last.close();
            reservations.remove(reservations.size() - 1);
        }
    }

    /** Forgets a state. */
    synchronized void remove(int place) {
        states[place] = null;
        held -= declared[place];
        declared[place] = 0;
        release();
    }

    /** The most bytes that one state ever held. */
    synchronized long largest() {
        return largest;
    }

    /** Bytes accounted for. */
    synchronized long held() {
        return held;
    }

    /** Forgets all states; more may be added afterwards. */
    @Override
    public synchronized void close() {
        reservations.forEach(BufferAllocator::close);
        reservations.clear();
        states = new Object[16];
        declared = new long[16];
        size = 0;
        held = 0;
        reserved = 0;
    }
}
