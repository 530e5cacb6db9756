package io.millrace.engine.arrow;

/** Walks through the rows of the matrix: entities in key order, for each its as-of times. Some rows at a time. */
final class MatrixRows {
    /** For each row the record with its key. */
    final long[] records;

    /** For each row the block with its state. */
    final long[] blocks;

    /** For each row the place of its as-of time. */
    final int[] asOf;

    private final RecordLayout layout;
    private final int asOfTimes;
    private final EntityWalk entities;
    private final long zeros;
    private int next;
    private int count;
    private long withoutEvents;

    /**
     * @param asOfTimes how many there are
     * @param zeros the block of an entity without events
     * @param capacity the most rows at a time
     */
    MatrixRows(RecordLayout layout, int asOfTimes, EntityWalk entities, long zeros, int capacity) {
        this.layout = layout;
        this.asOfTimes = asOfTimes;
        this.entities = entities;
        this.zeros = zeros;
        this.records = new long[capacity];
        this.blocks = new long[capacity];
        this.asOf = new int[capacity];
    }

    /** Begins a batch of no rows. */
    void startBatch() {
        count = 0;
    }

    /**
     * Adds rows to the batch: until it is full, or as long as the records of the rows it has are there; false where none
     * are left for it.
     */
    boolean more() {
        int before = count;
        while (count < records.length && entities.hasNext()) {
            if (next < asOfTimes) {
                add(next);
                next++;
            }
            if (next == asOfTimes) {
                if (count > before && entities.givesUpRecords()) {
                    return true;
                }
                next = 0;
                entities.advance();
            }
        }
        return count > before;
    }

    private void add(int place) {
        long block = entities.hasState() ? entities.state() + layout.block(place) : zeros;
        boolean present = entities.hasState() && layout.isPresent(block);
        if (present || entities.isListed()) {
            records[count] = entities.key();
            blocks[count] = block;
            asOf[count] = place;
            count++;
            withoutEvents += present ? 0 : 1;
        }
    }

    /** The rows that the batch has. */
    int count() {
        return count;
    }

    /** Rows so far of entities that have no used event in the set's window. */
    long withoutEvents() {
        return withoutEvents;
    }
}
