package io.millrace.engine.arrow;

import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Records of one fixed size, numbered from 0, off the heap. They come in chunks of one size, so that the memory grows
 * with the records, nothing is copied and no record ever moves.
 */
final class Chunks implements AutoCloseable {
    /** The bytes of a chunk; more only where a single record is larger. */
    static final int CHUNK_BYTES = 1 << 17;

    /** More records than this cannot be numbered in one table. */
    private static final int MOST_RECORDS = 1 << 30;

    private static final int CACHE_LINE = 64;
    private static final int CACHE_LINES = 2 * CACHE_LINE;

    private final StateMemory memory;
    private final int recordBytes;
    private final int shift;
    private final int mask;
    private @Nullable ArrowBuf[] buffers = new ArrowBuf[4];
    private long[] addresses = new long[4];
    private int chunks;
    private int size;

    Chunks(StateMemory memory, int recordBytes) {
        this.memory = memory;
        this.recordBytes = recordBytes;
        int perChunk = recordsPerChunk(recordBytes);
        this.shift = Integer.numberOfTrailingZeros(perChunk);
        this.mask = perChunk - 1;
    }

    /** The bytes for a record: as many as asked for, or whole cache lines where that takes an eighth more at most. */
    static int inWholeLines(int bytes) {
        int lines = Math.addExact(bytes, CACHE_LINE - 1) & -CACHE_LINE;
        return lines - bytes <= bytes / 8 ? lines : bytes;
    }

    /** The bytes allocated at once for records of that size. */
    static long chunkBytes(int recordBytes) {
        return (long) recordBytes * recordsPerChunk(recordBytes) + padding(recordBytes);
    }

    static int recordsPerChunk(int recordBytes) {
        return Integer.highestOneBit(Math.max(1, CHUNK_BYTES / recordBytes));
    }

    /** Room to begin at a pair of cache lines, which are fetched together, where every record is of whole lines. */
    private static int padding(int recordBytes) {
        return recordBytes % CACHE_LINE == 0 ? CACHE_LINES : 0;
    }

    int size() {
        return size;
    }

    /** Where the record is. */
    long address(int record) {
        return addresses[record >>> shift] + (long) (record & mask) * recordBytes;
    }

    /** Adds a record of zeros and returns its number. */
    int add() {
        if (size >>> shift == chunks) {
            grow();
        }
        return size++;
    }

    private void grow() {
        if (size == MOST_RECORDS) {
            throw new BudgetExceeded("more than " + MOST_RECORDS + " entities in one thread");
        }
        if (chunks == buffers.length) {
            buffers = Arrays.copyOf(buffers, chunks * 2);
            addresses = Arrays.copyOf(addresses, chunks * 2);
        }
        ArrowBuf buffer = memory.allocate(chunkBytes(recordBytes));
        buffers[chunks] = buffer;
        long start = buffer.memoryAddress();
        addresses[chunks] = padding(recordBytes) == 0 ? start : start + CACHE_LINES - 1 & -CACHE_LINES;
        chunks++;
    }

    @Override
    public void close() {
        for (int i = 0; i < chunks; i++) {
            Buffers.close(buffers[i]);
            buffers[i] = null;
        }
        chunks = 0;
        size = 0;
    }
}
