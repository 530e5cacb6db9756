package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.StateEstimate;

/**
 * How much state a plan needs: the one place that knows what all parts of a run allocate. Upper bounds, so that what is
 * named as enough is enough.
 */
final class StateSize {
    /** What buffers are rounded up to. */
    static final long ROUNDING = 1L << 10;

    /** What a text key is taken to need where no data was seen: a UUID, with room. */
    private static final int USUAL_TEXT_KEY = 40;

    private final FeaturePlan plan;
    private final RecordKey key;
    private final RecordLayout layout;

    /**
     * @param rows the most rows of the input, or -1 where that is not known
     */
    StateSize(FeaturePlan plan, long rows) {
        this.plan = plan;
        this.key = RecordKey.of(plan);
        this.layout = RecordLayout.of(plan, key.bytes(), rows);
    }

    /**
     * What is known of the entities of an input.
     *
     * @param entities how many there are, at most
     * @param keyBytes the bytes of all their keys, for text keys
     */
    record Entities(long entities, long keyBytes) {
        static final Entities NONE = new Entities(0, 0);

        Entities atMost(Entities other) {
            return new Entities(Math.min(entities, other.entities), Math.min(keyBytes, other.keyBytes));
        }
    }

    StateEstimate estimate(int threads) {
        long keyBytes = usualKeyBytes();
        long rosterShare = (rosterEntityBytes() + keyBytes + threads - 1) / threads;
        long bytes = entityBytes() + keyBytes + UsualNeeds.bytes(plan, layout) + rosterShare;
        return new StateEstimate(bytes, fixedBytes(threads), threads);
    }

    /**
     * A budget that suffices.
     *
     * @param used entities of which events are used; each thread may meet all of them
     * @param roster entities of the roster
     * @param needs what does not fit records
     */
    long bytesFor(Entities used, Entities roster, VariableNeeds needs, int threads) {
        // A chunk of key bytes is left when the next key does not fit, which wastes an eighth of it at most.
        long perThread = used.entities() * entityBytes() + used.keyBytes() * 8 / 7;
        return fixedBytes(threads)
                + threads * perThread
                + needs.bytes(threads)
                + roster.entities() * rosterEntityBytes()
                + roster.keyBytes() * 8 / 7;
    }

    /** A record and its part of the index while that grows; merging needs less than what the index gives back. */
    private long entityBytes() {
        return recordBytes(layout.bytes()) + HashIndex.GROWTH_BYTES;
    }

    /** The record's share of a chunk, which is rounded up. */
    private static long recordBytes(int bytes) {
        long chunk = Chunks.chunkBytes(bytes);
        long records = Chunks.recordsPerChunk(bytes);
        long rounded = (chunk + ROUNDING - 1) / ROUNDING * ROUNDING;
        return (rounded + records - 1) / records;
    }

    /** The bytes of a key that stand beside its record. */
    private long usualKeyBytes() {
        if (!(key instanceof TextRecordKey)) {
            return 0;
        }
        return plan.keyFields().stream()
                .mapToLong(field -> field.type() == DataType.TEXT ? USUAL_TEXT_KEY : Long.BYTES)
                .sum();
    }

    private long rosterEntityBytes() {
        return recordBytes(key.bytes()) + HashIndex.GROWTH_BYTES;
    }

    private long fixedBytes(int threads) {
        long keyChunk = key instanceof TextRecordKey ? Chunks.CHUNK_BYTES + ROUNDING : 0;
        long index = (long) HashIndex.FEWEST_ENTRIES * HashIndex.ENTRY_BYTES;
        long table = Chunks.chunkBytes(layout.bytes()) + ROUNDING + keyChunk + 2 * index;
        long partitions = (1L << Merge.partitionBits(threads)) * 3 * ROUNDING;
        return (threads + 1) * table
                + partitions
                + VariableState.fixedBytes(layout, threads)
                + layout.blockBytes()
                + ROUNDING;
    }
}
