package io.millrace.engine.arrow;

/**
 * Where one thread keeps state that does not fit a record, or one block of finished records has it. Threads meet in it
 * only where they share texts.
 */
final class VariableStore implements AutoCloseable {
    final VariableState state;
    final BlockStore blocks;
    final TextCache texts;
    final ObjectStates objects;
    final WideSums wideSums;
    final WideProducts wideProducts;

    /** The place of this store among those of the run. */
    final int place;

    VariableStore(VariableState state, StateMemory memory, LargeBlocks large, int place) {
        this.state = state;
        this.blocks = new BlockStore(memory, large);
        this.texts = new TextCache(state.texts);
        this.objects = new ObjectStates(memory);
        this.wideSums = new WideSums(memory);
        this.wideProducts = new WideProducts(memory);
        this.place = place;
    }

    /** About how many bytes are in use that are of records; blocks aside. */
    long held() {
        return (long) wideSums.size() * WideSums.BYTES
                + (long) wideProducts.size() * WideProducts.BYTES
                + objects.held();
    }

    /** Frees all that no record needs any more; the store is as new afterwards, but for large blocks. */
    void clear() {
        blocks.close();
        texts.clear();
        objects.close();
        wideSums.close();
        wideProducts.close();
    }

    @Override
    public void close() {
        clear();
    }
}
