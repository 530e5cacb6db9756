package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;

/**
 * The state of a run that does not fit its records: one {@link VariableStore} per thread, and what they share. All of it
 * is taken from the run's budget, and freed at once when the run ends.
 *
 * <p>What stands in a record tells where its variable state is, in whichever store: after the merge it does not matter
 * who made it.
 */
final class VariableState implements AutoCloseable {
    final WideSums wideSums;
    final WideProducts wideProducts;
    final SharedTexts texts;
    private final LargeBlocks large = new LargeBlocks();
    private final List<VariableStore> stores = new ArrayList<>();

    VariableState(StateMemory memory, int threads) {
        this.wideSums = new WideSums(memory);
        this.wideProducts = new WideProducts(memory);
        this.texts = new SharedTexts(memory, threads);
        for (int thread = 0; thread < threads; thread++) {
            stores.add(new VariableStore(this, new BlockStore(memory, large), new ObjectStates(memory), thread));
        }
    }

    /** What is held however few entities there are. */
    static long fixedBytes(RecordLayout layout, int threads) {
        long chunk = Chunks.CHUNK_BYTES + StateSize.ROUNDING;
        long store = chunk + BlockStore.bytes(BlockStore.MOST_CUT_ORDER) + ObjectStates.STEP;
        long shard = 2 * chunk + 2L * HashIndex.FEWEST_ENTRIES * HashIndex.ENTRY_BYTES;
        return (has(layout, Need.WIDE) ? 2 * chunk : 0)
                + (has(layout, Need.STORE) ? threads * store : 0)
                + (has(layout, Need.TEXT) ? SharedTexts.shards(threads) * shard : 0);
    }

    private static boolean has(RecordLayout layout, Need need) {
        return layout.cells().stream().anyMatch(cell -> Need.of(cell).contains(need));
    }

    VariableStore store(int thread) {
        return stores.get(thread);
    }

    @Override
    public void close() {
        for (VariableStore store : stores) {
            store.blocks.close();
            store.objects.close();
        }
        large.close();
        texts.close();
        wideProducts.close();
        wideSums.close();
    }
}
