package io.millrace.engine.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** The entities of one table, arranged by partition: by the upper bits of the hash of the key. */
final class Partitions implements AutoCloseable {
    static final int TAKEN = -1;

    private final ArrowBuf entities;
    private final int[] starts;

    /**
     * @param bits the number of partitions is 2^bits
     */
    Partitions(KeyTable table, RecordKey key, int bits, StateMemory memory) {
        this.starts = new int[(1 << bits) + 1];
        this.entities = memory.allocate(Math.max(1, (long) table.size()) * Integer.BYTES);
        for (int entity = 0; entity < table.size(); entity++) {
            starts[partition(key.hash(table.record(entity)), bits) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        long base = entities.memoryAddress();
        for (int entity = 0; entity < table.size(); entity++) {
            int place = next[partition(key.hash(table.record(entity)), bits)]++;
            MemoryUtil.putInt(base + (long) place * Integer.BYTES, entity);
        }
    }

    private static int partition(int hash, int bits) {
        return bits == 0 ? 0 : hash >>> 32 - bits;
    }

    /** The number of entities in a partition. */
    int size(int partition) {
        return starts[partition + 1] - starts[partition];
    }

    /** The {@code i}th entity of a partition. */
    int entity(int partition, int i) {
        return MemoryUtil.getInt(entities.memoryAddress() + (long) (starts[partition] + i) * Integer.BYTES);
    }

    /** Notes that the entity's state is in another record. */
    void taken(int partition, int i) {
        MemoryUtil.putInt(entities.memoryAddress() + (long) (starts[partition] + i) * Integer.BYTES, TAKEN);
    }

    /** All entities of the table, those that were taken as {@link #TAKEN}. */
    int entity(int i) {
        return MemoryUtil.getInt(entities.memoryAddress() + (long) i * Integer.BYTES);
    }

    @Override
    public void close() {
        entities.close();
    }
}
