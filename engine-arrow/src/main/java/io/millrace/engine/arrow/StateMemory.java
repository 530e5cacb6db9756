package io.millrace.engine.arrow;

import io.millrace.core.run.ResourceException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * The off-heap memory of one run: an allocator that is limited by the run's budget. A part of it may be kept from state,
 * so that state can be spilled when the rest is full. Closing it checks for leaks.
 */
final class StateMemory implements AutoCloseable {
    private final BufferAllocator whole;
    private final BufferAllocator allocator;

    /** A refused allocation counts for a moment, in which no other one must be refused for it. */
    private final Object oneAtATime;

    private final int refused;
    private final AtomicInteger asked = new AtomicInteger();

    StateMemory(BufferAllocator allocator) {
        this(allocator, allocator, 0, new Object());
    }

    private StateMemory(BufferAllocator whole, BufferAllocator allocator, int refused, Object oneAtATime) {
        this.oneAtATime = oneAtATime;
        this.refused = refused;
        this.whole = whole;
        this.allocator = allocator;
    }

    /**
     * @param kept what only {@link #whole} gives
     * @param refused every so many allocations one is refused, 0 for none
     */
    static StateMemory keeping(long kept, BufferAllocator whole, int refused) {
        BufferAllocator state = whole.newChildAllocator("state", 0, whole.getLimit() - kept);
        return new StateMemory(whole, state, refused, new Object());
    }

    /** The same memory with what is kept from state. It is not to be closed. */
    StateMemory whole() {
        return new StateMemory(whole, whole, 0, oneAtATime);
    }

    /**
     * A buffer of zeros.
     *
     * @throws BudgetExceeded where the budget does not allow it
     */
    ArrowBuf allocate(long bytes) {
        ArrowBuf buffer = allocateRaw(bytes);
        buffer.setZero(0, bytes);
        return buffer;
    }

    /** As {@link #allocate}, with any content. */
    ArrowBuf allocateRaw(long bytes) {
        if (refused > 0 && asked.incrementAndGet() % refused == 0) {
            throw new BudgetExceeded("an allocation is refused");
        }
        try {
            synchronized (oneAtATime) {
                return allocator.buffer(bytes);
            }
        } catch (OutOfMemoryException exception) {
            throw new BudgetExceeded(used(), bytes, exception);
        } catch (OutOfMemoryError error) {
            throw new ResourceException(
                    "the machine has no memory left for state, of which " + used()
                            + " bytes are held against a budget of " + budget()
                            + "; give less, or run where there is more",
                    error);
        }
    }

    /**
     * Counts bytes that are held elsewhere, until the reservation is closed.
     *
     * @throws BudgetExceeded where the budget does not allow it
     */
    BufferAllocator reserve(long bytes) {
        try {
            synchronized (oneAtATime) {
                return allocator.newChildAllocator("reserved", bytes, bytes);
            }
        } catch (OutOfMemoryException exception) {
            throw new BudgetExceeded(used(), bytes, exception);
        }
    }

    /** Bytes held now. */
    long used() {
        return whole.getAllocatedMemory();
    }

    /** The most bytes held at once. */
    long peak() {
        return whole.getPeakMemoryAllocation();
    }

    long budget() {
        return whole.getLimit();
    }

    /** What may be allocated here and is not yet. */
    long free() {
        return allocator.getLimit() - allocator.getAllocatedMemory();
    }

    @Override
    public void close() {
        if (allocator != whole) {
            allocator.close();
        }
        whole.close();
    }
}
