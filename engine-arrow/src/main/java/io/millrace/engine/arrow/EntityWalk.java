package io.millrace.engine.arrow;

/** Goes through entities in the order of their keys. */
interface EntityWalk {
    boolean hasNext();

    /** The address of a record with the entity's key. */
    long key();

    /** The address of the record with its state, where it has any. */
    long state();

    boolean hasState();

    /** Whether the roster lists the entity. */
    boolean isListed();

    /** Whether {@link #advance} gives up the records that were told so far. */
    default boolean givesUpRecords() {
        return false;
    }

    void advance();
}
