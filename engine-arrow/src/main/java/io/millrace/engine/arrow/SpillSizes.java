package io.millrace.engine.arrow;

/**
 * How large the parts of spilling are made, from the budget. What they take together is small against it, and where it
 * is small itself, they are.
 */
final class SpillSizes {
    /** Records that can always be sorted at once. */
    static final int LEAST_SORTED = 1 << 9;

    private static final int LEAST_BLOCK = 1 << 12;
    private static final int LEAST_FINISHED = 1 << 14;
    private static final int BLOCKS_OF_PARTITION = 2;
    private static final int LEAST_RUNS = 2;

    /** Room for users' objects while runs are merged; how large they are is known only then. */
    private static final long OBJECT_ROOM = 1 << 20;

    private final RecordLayout layout;
    private final RecordKey key;
    private final StreamedCells cells;
    private final int threads;
    private final EngineSettings settings;
    final int blockBytes;
    final int partitions;

    SpillSizes(
            RecordLayout layout,
            RecordKey key,
            StreamedCells cells,
            int threads,
            long budget,
            EngineSettings settings) {
        this.layout = layout;
        this.key = key;
        this.cells = cells;
        this.threads = threads;
        this.settings = settings;
        this.blockBytes = blockBytes(threads, budget, settings);
        int parts = threads;
        while (parts > 1 && parts * partitionBytes() > budget / 4) {
            parts--;
        }
        this.partitions = parts;
    }

    /** The bytes of a block of a spill file. */
    static int blockBytes(int threads, long budget, EngineSettings settings) {
        long wanted = Long.highestOneBit(Math.max(1, budget / (128L * threads)));
        int least = Math.min(LEAST_BLOCK, settings.blockBytes());
        return (int) Math.max(least, Math.min(settings.blockBytes(), wanted));
    }

    /** What is kept from state, so that every thread can always write its own. */
    static long kept(int threads, long budget, EngineSettings settings) {
        return threads
                * (rounded(blockBytes(threads, budget, settings))
                        + rounded((long) LEAST_SORTED * SortedRecords.ENTRY_BYTES));
    }

    /** The smallest budget's part for merging runs: two of them at a time. */
    static long least(RecordLayout layout, RecordKey key, StreamedCells cells, EngineSettings settings) {
        SpillSizes smallest = new SpillSizes(layout, key, cells, 1, 1, settings);
        long objects = layout.cells().stream().anyMatch(cell -> cell.kind() == CellKind.OBJECT) ? OBJECT_ROOM : 0;
        return smallest.partitionBytes() + smallest.largerRunBytes() + 2L * layout.bytes() + objects;
    }

    private static long rounded(long bytes) {
        return (bytes + StateSize.ROUNDING - 1) / StateSize.ROUNDING * StateSize.ROUNDING;
    }

    /** What reading a partition of a run takes: a block of it, and one key. */
    private long cursorBytes(long longestKey) {
        return rounded(blockBytes + 16L) + Math.max(StateSize.ROUNDING, rounded(longestKey));
    }

    /** What one target of a merge holds beside records. */
    private long targetBytes() {
        boolean hasTexts = VariableState.has(layout, Need.TEXT);
        long chunk = Chunks.CHUNK_BYTES + StateSize.ROUNDING;
        return VariableState.storeBytes(layout, 1) + (hasTexts ? 2 : key instanceof TextRecordKey ? 1 : 0) * chunk;
    }

    private int recordBytes() {
        return layout.bytes() + cells.resultBytes();
    }

    private long smallestBlockBytes() {
        return rounded(Math.max(recordBytes(), Math.min(LEAST_FINISHED, settings.finishedBytes()))) + targetBytes();
    }

    /** What finishing a partition takes at least. */
    private long partitionBytes() {
        return BLOCKS_OF_PARTITION * smallestBlockBytes() + rounded(layout.bytes()) + LEAST_RUNS * cursorBytes(0);
    }

    /** What making a larger run of two takes. */
    private long largerRunBytes() {
        return rounded(blockBytes) + 2 * rounded(layout.bytes()) + targetBytes() + LEAST_RUNS * cursorBytes(0);
    }

    /**
     * About how many bytes of records a finished block has.
     *
     * @param free the bytes that are left for all that is done then
     */
    long finishedBytes(long free) {
        long share = free / (4L * partitions * BLOCKS_OF_PARTITION) - targetBytes();
        long least = Math.min(LEAST_FINISHED, settings.finishedBytes());
        return Math.max(recordBytes(), Math.max(least, Math.min(settings.finishedBytes(), share)));
    }

    int blocksOfPartition() {
        return BLOCKS_OF_PARTITION;
    }

    /**
     * How many runs are finished at once, in all partitions together.
     *
     * @param longestKey the bytes of the longest text key in them
     */
    int runsToFinish(long free, long longestKey) {
        long blocks = BLOCKS_OF_PARTITION * (rounded(finishedBytes(free)) + targetBytes() + rounded(longestKey));
        long left = free - partitions * (blocks + rounded(layout.bytes()));
        return runs(left / (partitions * cursorBytes(longestKey)));
    }

    /** How many larger runs are made at once, of runs with keys of at most so many bytes of text. */
    int mergesAtOnce(long free, long longestKey) {
        return (int) Math.max(1, Math.min(threads, free / (largerRunBytes() + 8 * cursorBytes(longestKey))));
    }

    /** Of how many runs a larger one is made. */
    int runsToMerge(long free, long longestKey) {
        long own = largerRunBytes() - LEAST_RUNS * cursorBytes(0) + rounded(longestKey);
        return runs((free / mergesAtOnce(free, longestKey) - own) / cursorBytes(longestKey));
    }

    private int runs(long fit) {
        return (int) Math.max(LEAST_RUNS, Math.min(settings.mostRuns(), fit));
    }
}
