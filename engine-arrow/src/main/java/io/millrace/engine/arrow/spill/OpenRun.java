package io.millrace.engine.arrow.spill;

import java.io.IOException;
import org.apache.arrow.memory.ArrowBuf;

/** A run that is read, by a reader for each partition, in any threads. */
public final class OpenRun implements AutoCloseable {
    private final SpillRun run;
    private final SpillFile file;
    private final int blockBytes;

    OpenRun(SpillRun run, SpillFile file, int blockBytes) {
        this.run = run;
        this.file = file;
        this.blockBytes = blockBytes;
    }

    /**
     * @param buffer as large as a block
     */
    public BlockReader reader(int partition, ArrowBuf buffer) {
        return new BlockReader(file, run.file(), run.start(partition), run.start(partition + 1), buffer, blockBytes);
    }

    /** Whether the partition has records. */
    public boolean has(int partition) {
        return run.start(partition + 1) > run.start(partition);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw SpillFailure.read(run.file(), run.bytes(), e);
        }
    }
}
