package io.millrace.engine.arrow.spill;

import java.nio.file.Path;

/** A file of records in order, partition by partition. */
public final class SpillRun {
    private final Path file;
    private final long[] starts;

    /**
     * @param starts where each partition begins, and where the last one ends
     */
    SpillRun(Path file, long[] starts) {
        this.file = file;
        this.starts = starts.clone();
    }

    Path file() {
        return file;
    }

    /** Where the partition begins; that after the last one is where the file ends. */
    long start(int partition) {
        return starts[partition];
    }

    public long bytes() {
        return starts[starts.length - 1];
    }
}
