package io.millrace.engine.arrow.spill;

import java.nio.file.Path;

/**
 * A file of records in order, partition by partition.
 *
 * @param starts where each partition begins, and where the last one ends
 */
public record SpillRun(Path file, long[] starts) {
    public long bytes() {
        return starts[starts.length - 1];
    }
}
