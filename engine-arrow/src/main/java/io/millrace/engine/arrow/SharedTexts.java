package io.millrace.engine.arrow;

import io.millrace.core.event.Dictionary;

/**
 * The texts in the state of a run, each once: a text is told by one address in all threads, that of a record as {@link
 * TextRecordKey} lays it out. Equal texts have equal addresses; which ones says nothing of their order.
 *
 * <p>They are spread over shards by their hashes, each with a lock, so that threads seldom wait for each other.
 */
final class SharedTexts implements AutoCloseable {
    /** The bytes of a record, the text itself aside. */
    static final int RECORD_BYTES = 16;

    /** The same with its part of the index while that grows. */
    static final int ENTRY_BYTES = RECORD_BYTES + HashIndex.GROWTH_BYTES;

    private final TextRecordKey key = new TextRecordKey(-1);
    private final TextKeyTable[] shards;

    SharedTexts(StateMemory memory, int threads) {
        this.shards = new TextKeyTable[shards(threads)];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new TextKeyTable(key, memory, RECORD_BYTES, null);
        }
    }

    /** Twice as many as threads, or more; a power of two. */
    static int shards(int threads) {
        return threads == 1 ? 1 : Math.min(32, Integer.highestOneBit(threads * 4 - 1));
    }

    /**
     * By the uppermost bits. A table looks up by the lower ones, of which all must differ within a shard, or its entries
     * crowd in one part of it.
     */
    static int shard(int hash, int shards) {
        return shards == 1 ? 0 : hash >>> 1 + Integer.numberOfLeadingZeros(shards);
    }

    /** The address of the text. */
    long intern(byte[] source, int from, int length) {
        int hash = key.hashOf(source, from, length);
        TextKeyTable shard = shards[shard(hash, shards.length)];
        synchronized (shard) {
            return shard.findOrAdd(source, from, length, hash);
        }
    }

    long intern(Dictionary entries, int code) {
        return intern(entries.bytes(), entries.offset(code), entries.length(code));
    }

    /** The order of two texts by unsigned bytes. */
    int compare(long left, long right) {
        return left == right ? 0 : key.compareTies(left, right);
    }

    /** The order of a text and of an entry of a dictionary. */
    static int compare(long text, Dictionary entries, int code) {
        return TextRecordKey.compare(text, entries.bytes(), entries.offset(code), entries.length(code));
    }

    /** Frees all texts; others may be added afterwards. */
    @Override
    public void close() {
        for (TextKeyTable shard : shards) {
            shard.close();
        }
    }
}
