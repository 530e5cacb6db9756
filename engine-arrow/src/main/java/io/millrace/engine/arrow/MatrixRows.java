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
    private final MergedRecords entities;
    private final long zeros;
    private int next;
    private int count;
    private long withoutEvents;

    /**
     * @param asOfTimes how many there are
     * @param zeros the block of an entity without events
     * @param capacity the most rows at a time
     */
    MatrixRows(RecordLayout layout, int asOfTimes, MergedRecords entities, long zeros, int capacity) {
        this.layout = layout;
        this.asOfTimes = asOfTimes;
        this.entities = entities;
        this.zeros = zeros;
        this.records = new long[capacity];
        this.blocks = new long[capacity];
        this.asOf = new int[capacity];
    }

    /** Goes to the rows that follow and returns how many they are; 0 where there are none left. */
    int advance() {
        count = 0;
        while (count < records.length && entities.hasNext()) {
            add(entities.record(), next);
            next++;
            if (next == asOfTimes) {
                next = 0;
                entities.advance();
            }
        }
        return count;
    }

    private void add(long record, int place) {
        long block = entities.hasState() ? record + layout.block(place) : zeros;
        boolean present = entities.hasState() && layout.isPresent(block);
        if (present || entities.isListed()) {
            records[count] = record;
            blocks[count] = block;
            asOf[count] = place;
            count++;
            withoutEvents += present ? 0 : 1;
        }
    }

    /** Rows so far of entities that have no used event in the set's window. */
    long withoutEvents() {
        return withoutEvents;
    }
}
