package io.millrace.cli;

import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.function.Predicate;

/**
 * How the memory that {@code --memory} allows a process is divided; the parts add up to it.
 *
 * <p>In MiB, with M for the whole and T for the threads:
 *
 * <pre>
 * heap     160 + 8 T + (M - 512) / 8, of the last at least 0 and at most 4096
 * direct    16 + 2 T
 * reserve  112 + 2 T + (M - 512) / 32, of the last at least 0 and at most 128
 * engine   the rest, at least 32
 * </pre>
 *
 * The heap holds batches, what a thread needs to read and compute them, and the profile of the matrix; direct memory what
 * files are read and written through; the reserve the JVM's code, its metaspace, its compilers, stacks and native
 * libraries; the engine's share its state. The launcher counts heap and direct memory in the same way, before there is a
 * JVM: a test compares the two. How the numbers came to be: docs/decisions/0019-memory-is-that-of-the-process.md.
 *
 * @param total what {@code --memory} says
 * @param heap the most bytes of the Java heap
 * @param direct the most bytes of direct buffers
 * @param reserve bytes left to the JVM itself
 */
record MemorySplit(MemoryBudget total, int threads, long heap, long direct, long reserve) {
    /** What {@code --memory} is where nobody says. */
    static final String DEFAULT = "1g";

    private static final long MIB = 1L << 20;
    private static final long BASE = 512;
    /** The least that an engine works in. */
    static final long SMALLEST_ENGINE = 32 * MIB;

    /** What a row of a batch takes in a thread, with its share of what is computed from it. */
    private static final long BYTES_PER_ROW = 512;

    private static final int FEWEST_ROWS = 1 << 10;

    /** The part of the heap that no batch may take. */
    private static final long HEAP_BESIDE_BATCHES = 64 * MIB;

    /**
     * What a thread may hold to read, beside its batch, without the engine's share getting smaller for it: it is part of
     * the heap and of direct memory.
     */
    static final long READER_BYTES = 8 * MIB;

    /** The split that the launcher makes. */
    static MemorySplit of(MemoryBudget total, int threads) {
        long more = Math.max(0, total.bytes() / MIB - BASE);
        return new MemorySplit(
                total,
                threads,
                (160 + 8L * threads + Math.min(more / 8, 4096)) * MIB,
                (16 + 2L * threads) * MIB,
                (112 + 2L * threads + Math.min(more / 32, 128)) * MIB);
    }

    /** The split in a JVM that was started with these limits, whoever started it. */
    MemorySplit within(JvmLimits limits) {
        return new MemorySplit(total, threads, limits.heap(), limits.direct(), reserve + limits.overhead());
    }

    /** What is left to the engine; less than nothing where the other parts take more than there is. */
    long engineBytes() {
        return total.bytes() - heap - direct - reserve;
    }

    /** Whether the engine has something to work with. */
    boolean suffices() {
        return engineBytes() >= SMALLEST_ENGINE;
    }

    /** The engine's share. */
    MemoryBudget engine() {
        return wholeMib(engineBytes());
    }

    /** So many bytes, but for a rest of less than a MiB, as people read it easily. */
    static MemoryBudget wholeMib(long bytes) {
        return new MemoryBudget(bytes / MIB * MIB);
    }

    /**
     * @throws ResourceException where the whole is too little for so many threads; it names what would do
     */
    MemorySplit require() {
        if (suffices()) {
            return this;
        }
        String message = "--memory " + total + " is too small for a process with " + threads
                + (threads == 1 ? " thread" : " threads") + ": give at least " + smallest(threads);
        if (threads > 1 && of(total, 1).suffices()) {
            message += ", or run " + mostThreads() + " with --threads";
        }
        throw new ResourceException(message);
    }

    private int mostThreads() {
        int count = threads - 1;
        while (!of(total, count).suffices()) {
            count--;
        }
        return count;
    }

    /** The least memory that a process with so many threads works in. */
    static MemoryBudget smallest(int threads) {
        return enough(SMALLEST_ENGINE, threads);
    }

    /** The least memory that would do in a JVM that was started with these limits. */
    static MemoryBudget smallest(int threads, JvmLimits limits) {
        return least(total -> of(total, threads).within(limits).suffices());
    }

    /** The least memory of which the engine's share has so many bytes. */
    static MemoryBudget enough(long engineBytes, int threads) {
        return least(total -> of(total, threads).engineBytes() >= engineBytes);
    }

    /** The least number of whole MiB for which the condition, which holds for all above it, holds. */
    private static MemoryBudget least(Predicate<MemoryBudget> condition) {
        long low = 1;
        long high = Long.MAX_VALUE / MIB;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (condition.test(new MemoryBudget(middle * MIB))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new MemoryBudget(low * MIB);
    }

    /** The most that readers may share of the heap, beside what each has: the rest must do for small batches. */
    long sharedBytes() {
        return heap - HEAP_BESIDE_BATCHES - (READER_BYTES + FEWEST_ROWS * BYTES_PER_ROW) * threads;
    }

    /** The least memory in which readers may share so many bytes of the heap, and the engine has so many. */
    static MemoryBudget enough(long engineBytes, long sharedBytes, int threads) {
        return least(total -> of(total, threads).engineBytes() >= engineBytes
                && of(total, threads).sharedBytes() >= sharedBytes);
    }

    /** The most rows of a batch, at most those given, for which the heap has room in every thread. */
    int batchRows(int most) {
        return batchRows(most, heap - HEAP_BESIDE_BATCHES);
    }

    /** The same where all readers share so many bytes of the heap, beside what each has. */
    int batchRowsBeside(long sharedBytes, int most) {
        return batchRows(most, heap - HEAP_BESIDE_BATCHES - READER_BYTES * threads - sharedBytes);
    }

    private int batchRows(int most, long bytes) {
        long perThread = Math.max(0, bytes) / threads;
        int rows = most;
        while (rows > FEWEST_ROWS && rows * BYTES_PER_ROW > perThread) {
            rows /= 2;
        }
        return rows;
    }
}
