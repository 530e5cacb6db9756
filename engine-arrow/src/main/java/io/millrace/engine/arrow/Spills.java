package io.millrace.engine.arrow;

import io.millrace.core.port.RunListener;
import io.millrace.core.run.SpillSettings;
import io.millrace.engine.arrow.spill.SpillFiles;
import io.millrace.engine.arrow.spill.SpillFolder;
import io.millrace.engine.arrow.spill.SpillRun;
import java.util.ArrayList;
import java.util.List;

/** What a run has spilled, and where. */
final class Spills implements AutoCloseable {
    final RecordKey key;
    final RecordLayout layout;
    final StreamedCells cells;
    final FeatureNames names;
    final VariableState variable;
    final StateMemory memory;
    final SpillSizes sizes;
    final SpillFolder folder;
    private final RunListener listener;
    private final List<SpillRun> runs = new ArrayList<>();
    private int written;
    private long records;
    private long largestObject;
    private long longestKey;

    Spills(
            RecordKey key,
            RecordLayout layout,
            StreamedCells cells,
            FeatureNames names,
            VariableState variable,
            StateMemory memory,
            SpillSizes sizes,
            SpillSettings where,
            SpillFiles files,
            RunListener listener) {
        this.key = key;
        this.layout = layout;
        this.cells = cells;
        this.names = names;
        this.variable = variable;
        this.memory = memory;
        this.sizes = sizes;
        this.folder = new SpillFolder(where, files, sizes.blockBytes);
        this.listener = listener;
    }

    RecordCodec codec() {
        return new RecordCodec(layout, names);
    }

    /** The partition of a key's hash. */
    int partition(int hash) {
        return (int) ((hash & 0xffffffffL) * sizes.partitions >>> 32);
    }

    /**
     * Takes a run of state.
     *
     * @param object what the largest object of a user's aggregation held
     * @param keyBytes the text of the longest key
     */
    void add(SpillRun run, int entities, long object, long keyBytes) {
        synchronized (this) {
            largestObject = Math.max(largestObject, object);
            longestKey = Math.max(longestKey, keyBytes);
            runs.add(run);
            written++;
            records += entities;
        }
        listener.spilled(run.bytes());
    }

    /** Puts a larger run in the place of those it was made of. */
    synchronized void replace(List<SpillRun> merged, SpillRun larger) {
        runs.removeAll(merged);
        runs.add(larger);
        merged.forEach(folder::delete);
    }

    synchronized List<SpillRun> runs() {
        return List.copyOf(runs);
    }

    /** How many threads finish partitions: one where users' objects, of which each holds some, could be too many. */
    synchronized int finishers(long free) {
        boolean isRoom = largestObject * Math.max(1, runs.size()) < free / (16L * sizes.partitions);
        return isRoom ? sizes.partitions : 1;
    }

    /** The bytes of the longest text key. */
    synchronized long longestKey() {
        return longestKey;
    }

    synchronized boolean any() {
        return !runs.isEmpty();
    }

    /** Runs of state written, larger ones made of them not counted. */
    synchronized int written() {
        return written;
    }

    /** Records in them; an entity has one for every time that it was spilled. */
    synchronized long records() {
        return records;
    }

    @Override
    public void close() {
        folder.close();
    }
}
