package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/** Encoded events of one thread, which can be sorted. Room to sort them is part of what they take. */
final class HeldEvents implements AutoCloseable {
    static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final int BUCKET_BITS = 10;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final int MOST_CHUNK = 1 << 20;
    private static final int CHUNKS_OF_SHARE = 8;

    private final StateMemory memory;
    private final long share;
    private final int chunkBytes;
    private final List<ArrowBuf> chunks = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private @Nullable ArrowBuf entries;
    private long base;
    private long next;
    private long end;
    private long held;
    private int count;
    private int largest;

    /**
     * @param share the most bytes to hold
     */
    HeldEvents(StateMemory memory, long share) {
        this.memory = memory;
        this.share = share;
        this.chunkBytes = (int) Math.min(MOST_CHUNK, Math.max(StateSize.ROUNDING, share / CHUNKS_OF_SHARE));
    }

    /** About what an event of that size takes, with its part of what chunks and unequal threads leave free. */
    static long bytesOf(int size) {
        return (HeldEvent.bytesOf(size) + ENTRY_BYTES) * 3 / 2;
    }

    int count() {
        return count;
    }

    /** The bytes of the largest event that was ever held. */
    int largest() {
        return largest;
    }

    /**
     * Adds an event.
     *
     * @return whether it fits; where it does not and none is held, there is no place for it at all
     * @throws BudgetExceeded where the first event does not fit into the memory
     */
    boolean add(byte[] bytes, int size, int keySize) {
        long needed = HeldEvent.bytesOf(size);
        if (end - next < needed && !addChunk(needed)) {
            return false;
        }
        if (count > 0 && held + (count + 1L) * ENTRY_BYTES > share) {
            return false;
        }
        HeldEvent.put(next, bytes, size, keySize);
        largest = Math.max(largest, size);
        next += needed;
        count++;
        return true;
    }

    private boolean addChunk(long needed) {
        long wanted = Math.max(chunkBytes, needed);
        if (count > 0 && held + wanted + (count + 1L) * ENTRY_BYTES > share) {
            return false;
        }
        ArrowBuf chunk = memory.allocateRaw(wanted);
        if (!chunks.isEmpty()) {
            ends.add(next);
        }
        chunks.add(chunk);
        next = chunk.memoryAddress();
        end = next + wanted;
        held += wanted;
        return true;
    }

    /** Brings the events in order; none is added afterwards. */
    void sort() {
        ArrowBuf list = memory.allocateRaw(Math.max(1, (long) count * ENTRY_BYTES));
        entries = list;
        base = list.memoryAddress();
        int[] starts = new int[BUCKETS + 1];
        forEach(event -> starts[bucket(event) + 1]++);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            starts[bucket + 1] += starts[bucket];
        }
        int[] next = starts.clone();
        forEach(event -> put(next[bucket(event)]++, HeldEvent.hash(event), event));
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int size = starts[bucket + 1] - starts[bucket];
            WordSort.sort(at(starts[bucket]), size, ENTRY_BYTES, Long::compareUnsigned);
        }
        sortTies();
    }

    /** By the highest bits of the hash: a bucket of a million events fits into a near cache. */
    private static int bucket(long event) {
        return (int) (HeldEvent.hash(event) >>> Long.SIZE - BUCKET_BITS);
    }

    private void forEach(LongConsumer consumer) {
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            long last = chunk < ends.size() ? ends.get(chunk) : next;
            for (long at = chunks.get(chunk).memoryAddress(); at < last; at += HeldEvent.bytesOf(HeldEvent.size(at))) {
                consumer.accept(at);
            }
        }
    }

    private long at(int place) {
        return base + (long) place * ENTRY_BYTES;
    }

    private void put(int place, long first, long second) {
        MemoryUtil.putLong(at(place), first);
        MemoryUtil.putLong(at(place) + Long.BYTES, second);
    }

    /** Events with the same hash, of which few are no duplicates, are sorted by all of their bytes. */
    private void sortTies() {
        int from = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && hash(to) == hash(from)) {
                to++;
            }
            if (to - from > 1) {
                swapWords(from, to);
                WordSort.sort(at(from), to - from, ENTRY_BYTES, HeldEvent::compare);
                swapWords(from, to);
            }
            from = to;
        }
    }

    private void swapWords(int from, int to) {
        for (int place = from; place < to; place++) {
            put(place, address(place), hash(place));
        }
    }

    long hash(int place) {
        return MemoryUtil.getLong(at(place));
    }

    /** Where an event is, by its place in order. */
    long address(int place) {
        return MemoryUtil.getLong(at(place) + Long.BYTES);
    }

    /** Removes all events and begins anew. */
    @Override
    public void close() {
        Buffers.close(entries);
        entries = null;
        chunks.forEach(ArrowBuf::close);
        chunks.clear();
        ends.clear();
        next = 0;
        end = 0;
        held = 0;
        count = 0;
    }
}
