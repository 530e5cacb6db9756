package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/**
 * Entities met so far: their keys, and one record each that starts with the key and is otherwise the caller's.
 *
 * <p>One thread adds; when it is done, any number may look up.
 */
abstract sealed class KeyTable implements AutoCloseable permits LongKeyTable, TextKeyTable {
    /** The address of no record. */
    static final long ABSENT = 0;

    final HashIndex index;
    final Chunks records;

    KeyTable(StateMemory memory, int recordBytes) {
        this.index = new HashIndex(memory);
        this.records = new Chunks(memory, recordBytes);
    }

    /** The number of entities. */
    final int size() {
        return records.size();
    }

    final long record(int entity) {
        return records.address(entity);
    }

    /**
     * Finds the entities of rows, and adds those that are new and belong to the roster, if there is one.
     *
     * @param keys the key column; not null at any of the rows
     * @param found {@code found[row]} becomes the address of the record for {@code row}, one of {@code rows}, or {@link #ABSENT} where
     *     the roster does not have it
     */
    abstract void resolve(ColumnVector keys, int[] rows, int count, long[] found);

    /**
     * Finds the entities of rows, and adds none; any number of threads may do so at once.
     *
     * @param found as of {@link #resolve}; {@link #ABSENT} where the key is not here
     */
    abstract void lookUp(ColumnVector keys, int[] rows, int count, long[] found);

    /** Frees what is needed only to look keys up; records stay. */
    final void endLookups() {
        index.close();
    }

    @Override
    public void close() {
        index.close();
        records.close();
    }
}
