package io.millrace.engine.arrow;

import java.util.List;

/** Where merged records go, one entity after the other in the order of their keys. */
interface GroupTarget {
    /**
     * Begins an entity.
     *
     * @param key the address of its key
     * @return the address of a record with that key and blocks of zeros
     */
    long begin(long key, boolean hasState, boolean isListed);

    /** The kernels that merge into the record. */
    List<Kernel> kernels();

    /** Takes what does not stand in the record, until the entity ends. */
    VariableStore store();

    /** Takes its texts. */
    LooseTexts texts();

    /** The record has all that is not streamed. */
    void merged();

    /** Where the values of a streamed cell go; cells come in the order of {@link StreamedCells#cells}. */
    ValueTarget values(int cell);

    /** Takes a sketch. */
    void sketch(int cell, SketchValues sketch);

    void end();
}
