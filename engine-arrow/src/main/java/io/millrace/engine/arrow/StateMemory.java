package io.millrace.engine.arrow;

import io.millrace.core.run.ResourceException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

/** The off-heap memory of one run: an allocator that is limited by the run's budget. Closing it checks for leaks. */
final class StateMemory implements AutoCloseable {
    private final BufferAllocator allocator;

    StateMemory(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /**
     * A buffer of zeros.
     *
     * @throws BudgetExceeded where the budget does not allow it
     */
    ArrowBuf allocate(long bytes) {
        ArrowBuf buffer;
        try {
            buffer = allocator.buffer(bytes);
        } catch (OutOfMemoryException exception) {
            throw new BudgetExceeded(used(), exception);
        } catch (OutOfMemoryError error) {
            throw new ResourceException(
                    "the machine has no memory left for state, of which " + used()
                            + " bytes are held against a budget of " + budget()
                            + "; give less, or run where there is more",
                    error);
        }
        buffer.setZero(0, bytes);
        return buffer;
    }

    /**
     * Counts bytes that are held elsewhere, until the reservation is closed.
     *
     * @throws BudgetExceeded where the budget does not allow it
     */
    BufferAllocator reserve(long bytes) {
        try {
            return allocator.newChildAllocator("reserved", bytes, bytes);
        } catch (OutOfMemoryException exception) {
            throw new BudgetExceeded(used(), exception);
        }
    }

    /** Bytes held now. */
    long used() {
        return allocator.getAllocatedMemory();
    }

    /** The most bytes held at once. */
    long peak() {
        return allocator.getPeakMemoryAllocation();
    }

    long budget() {
        return allocator.getLimit();
    }

    @Override
    public void close() {
        allocator.close();
    }
}
