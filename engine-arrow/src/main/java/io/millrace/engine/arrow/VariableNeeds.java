package io.millrace.engine.arrow;

import io.millrace.core.matrix.DistinctCounter;
import io.millrace.core.sketch.ValueHash;
import java.util.Arrays;

/**
 * What variable state an input needs, counted without holding any, in a memory that does not depend on the input: the
 * different things, over all entities, that state has to tell apart.
 */
final class VariableNeeds {
    /** What is counted; each thing once, however often it occurs. */
    enum Thing {
        WIDE_SUM,
        WIDE_PRODUCT,
        /** A value in a list of different values. */
        DIFFERENT,
        /** A value that is counted. */
        COUNTED,
        /** A hash in a sketch. */
        HASH,
        /** A sketch. */
        SKETCH
    }

    private final DistinctCounter[] things = new DistinctCounter[Thing.values().length];
    private final long[] occurrences = new long[things.length];
    private final EntityCounter texts = new EntityCounter();
    private final ObjectSample objects = new ObjectSample();
    private long listed;

    VariableNeeds() {
        Arrays.setAll(things, thing -> new DistinctCounter());
    }

    /**
     * @param cell a hash of the entity and of which cell of its record it is
     */
    void add(Thing thing, long cell) {
        things[thing.ordinal()].add(cell);
        occurrences[thing.ordinal()]++;
    }

    void add(Thing thing, long cell, long word) {
        add(thing, ValueHash.of(cell ^ ValueHash.of(word)));
    }

    /** Adds values of lists that hold every value. */
    void addListed(long values) {
        listed += values;
    }

    EntityCounter texts() {
        return texts;
    }

    ObjectSample objects() {
        return objects;
    }

    /** Takes in what another thread has counted for the same plan. */
    void add(VariableNeeds other) {
        for (int i = 0; i < things.length; i++) {
            things[i].merge(other.things[i]);
            occurrences[i] += other.occurrences[i];
        }
        texts.add(other.texts);
        objects.add(other.objects);
        listed += other.listed;
    }

    private long atMost(Thing thing) {
        return EntityCounter.atMost(things[thing.ordinal()]);
    }

    /** In all threads before the merge, each of which may meet everything. */
    private long inThreads(Thing thing, int threads) {
        return Math.min(threads * atMost(thing), occurrences[thing.ordinal()]);
    }

    /** In all threads, and once more in the merge, which makes blocks of its own. */
    private long inBlocks(Thing thing, int threads) {
        return threads == 1 ? atMost(thing) : inThreads(thing, threads) + atMost(thing);
    }

    /** Bytes that suffice for the variable state of a run. */
    long bytes(int threads) {
        StateSize.Entities different = texts.entities();
        return inThreads(Thing.WIDE_SUM, threads) * WideSums.BYTES
                + inThreads(Thing.WIDE_PRODUCT, threads) * WideProducts.BYTES
                + LongList.bytesForDifferent(inBlocks(Thing.DIFFERENT, threads))
                + LongCounts.bytesFor(inBlocks(Thing.COUNTED, threads))
                + DistinctSketch.bytesFor(inBlocks(Thing.SKETCH, threads), inBlocks(Thing.HASH, threads))
                + LongList.bytesFor(listed) * (threads == 1 ? 1 : 2)
                + different.entities() * SharedTexts.ENTRY_BYTES
                + different.keyBytes() * 8 / 7
                + threads * objects.bytes();
    }
}
