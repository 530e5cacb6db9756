package io.millrace.engine.arrow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The state of a run that does not fit its records: a {@link VariableStore} per thread and per block of finished
 * records, and what they share. All of it is taken from the run's budget, and freed at once when the run ends.
 *
 * <p>What stands in a record tells where its variable state is, in whichever store: after the merge it does not matter
 * who made it.
 */
final class VariableState implements AutoCloseable {
    final SharedTexts texts;
    private final LargeBlocks large = new LargeBlocks();
    private final List<VariableStore> stores = new CopyOnWriteArrayList<>();

    VariableState(StateMemory memory, int threads) {
        this.texts = new SharedTexts(memory, threads);
        for (int thread = 0; thread < threads; thread++) {
            addStore(memory);
        }
    }

    /** What is held however few entities there are. */
    static long fixedBytes(RecordLayout layout, int threads) {
        return storeBytes(layout, threads) + textBytes(layout, threads);
    }

    /** The part of stores in that. */
    static long storeBytes(RecordLayout layout, int stores) {
        long chunk = Chunks.CHUNK_BYTES + StateSize.ROUNDING;
        long store = chunk + BlockStore.bytes(BlockStore.MOST_CUT_ORDER) + ObjectStates.STEP;
        return (has(layout, Need.WIDE) ? 2L * stores * chunk : 0) + (has(layout, Need.STORE) ? stores * store : 0);
    }

    /** The part of texts in that. */
    static long textBytes(RecordLayout layout, int threads) {
        long chunk = Chunks.CHUNK_BYTES + StateSize.ROUNDING;
        long shard = 2 * chunk + 2L * HashIndex.FEWEST_ENTRIES * HashIndex.ENTRY_BYTES;
        return has(layout, Need.TEXT) ? SharedTexts.shards(threads) * shard : 0;
    }

    static boolean has(RecordLayout layout, Need need) {
        return layout.cells().stream().anyMatch(cell -> Need.of(cell).contains(need));
    }

    /** A further store, with a place of its own. */
    synchronized VariableStore addStore(StateMemory memory) {
        VariableStore store = new VariableStore(this, memory, large, stores.size());
        stores.add(store);
        return store;
    }

    VariableStore store(int place) {
        return stores.get(place);
    }

    /** Frees what all stores share, when no record of any of them is left. */
    void clearShared() {
        large.close();
        texts.close();
    }

    @Override
    public void close() {
        stores.forEach(VariableStore::close);
        clearShared();
    }
}
