package io.millrace.engine.arrow;

/** Where one thread keeps state that does not fit a record. Threads meet in it only where they share texts. */
final class VariableStore {
    final VariableState state;
    final BlockStore blocks;
    final TextCache texts;
    final ObjectStates objects;

    /** The place of this store among those of the run. */
    final int place;

    VariableStore(VariableState state, BlockStore blocks, ObjectStates objects, int place) {
        this.state = state;
        this.blocks = blocks;
        this.texts = new TextCache(state.texts);
        this.objects = objects;
        this.place = place;
    }
}
