package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.StateEstimate;

/**
 * How much state a plan needs: the one place that knows what all parts of a run allocate. Upper bounds, so that what is
 * named as enough is enough.
 */
final class StateSize {
    /** What buffers are rounded up to. */
    static final long ROUNDING = 1L << 10;

    /** What one value may bring with it into a cell: wide accumulators of a sum and of products. */
    private static final long CELL_BYTES = WideSums.BYTES + WideProducts.BYTES;

    /** Buffers that are kept from state, of each thread. */
    private static final int MOST_KEPT_SHARE = 2;

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
     * @param longestKey the bytes of the longest of them
     */
    record Entities(long entities, long keyBytes, long longestKey) {
        static final Entities NONE = new Entities(0, 0, 0);
    }

    /** What a run needs that spills nothing, where the entities are as many as are expected. */
    StateEstimate estimate(int threads, EngineSettings settings) {
        long keyBytes = usualKeyBytes();
        long rosterShare = (rosterEntityBytes() + keyBytes + threads - 1) / threads;
        long bytes = entityBytes() + keyBytes + UsualNeeds.bytes(plan, layout) + rosterShare;
        long kept = (long) MOST_KEPT_SHARE * threads * (settings.blockBytes() + ROUNDING);
        long events = plan.duplicates().isEmpty() ? 0 : 2 * Deduplication.least(threads, settings.blockBytes());
        long fixed = Math.max(fixedBytes(threads) + kept, least(threads, settings)) + events;
        return new StateEstimate(bytes, fixed, heldEventBytes(), threads);
    }

    /**
     * The smallest budget for any number of entities and events, a roster aside: one row must fit, while all else is
     * spilled, and two runs must be merged.
     */
    long least(int threads, EngineSettings settings) {
        long budget = 0;
        long next = Math.max(rowBytes(threads), SpillSizes.least(layout, key, new StreamedCells(layout), settings));
        // What is kept for spilling grows with the budget, up to a limit.
        while (next > budget) {
            budget = next;
            next = Math.max(next, rest(threads, budget, settings) + heldEvents(threads, budget, settings));
        }
        return budget;
    }

    /** What events are given until duplicates among them are found: half of what the rest of the run does not need. */
    static long eventBytes(EngineRequest request, EngineSettings settings) {
        int threads = request.threads();
        long budget = request.memory().bytes();
        long rest = new StateSize(request.plan(), -1).rest(threads, budget, settings);
        return Math.max(
                Deduplication.least(threads, SpillSizes.blockBytes(threads, budget, settings)), (budget - rest) / 2);
    }

    /** What a run needs beside events that are held back. */
    private long rest(int threads, long budget, EngineSettings settings) {
        return Math.max(
                rowBytes(threads) + SpillSizes.kept(threads, budget, settings),
                SpillSizes.least(layout, key, new StreamedCells(layout), settings));
    }

    /** What an event that is held takes, where texts are as long as text keys; 0 where none is held. */
    private long heldEventBytes() {
        return plan.duplicates().isEmpty() ? 0 : HeldEvents.bytesOf(EventCodec.mostBytes(plan.reads(), USUAL_TEXT_KEY));
    }

    private long heldEvents(int threads, long budget, EngineSettings settings) {
        return plan.duplicates().isEmpty()
                ? 0
                : Deduplication.least(threads, SpillSizes.blockBytes(threads, budget, settings));
    }

    /** What is added to that for a roster. */
    long rosterBytes(Entities roster) {
        // A chunk of key bytes is left when the next key does not fit, which wastes an eighth of it at most.
        return roster.entities() * rosterEntityBytes() + roster.keyBytes() * 8 / 7 + tableBytes(key.bytes());
    }

    /** The state of one row where nothing else is held: a chunk of everything. */
    private long rowBytes(int threads) {
        return tableBytes(layout.bytes())
                + VariableState.storeBytes(layout, 1)
                + VariableState.textBytes(layout, threads)
                + (long) layout.blocks() * layout.cells().size() * CELL_BYTES
                + layout.blockBytes()
                + 4 * ROUNDING;
    }

    private long tableBytes(int recordBytes) {
        long keyChunk = key instanceof TextRecordKey ? Chunks.CHUNK_BYTES + ROUNDING : 0;
        return Chunks.chunkBytes(recordBytes)
                + ROUNDING
                + keyChunk
                + 2L * HashIndex.FEWEST_ENTRIES * HashIndex.ENTRY_BYTES;
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
        long partitions = (1L << Merge.partitionBits(threads)) * 3 * ROUNDING;
        return (threads + 1) * tableBytes(layout.bytes())
                + partitions
                + VariableState.fixedBytes(layout, threads)
                + layout.blockBytes()
                + ROUNDING;
    }
}
