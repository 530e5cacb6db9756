package io.millrace.engine.arrow.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.arrow.memory.ArrowBuf;

/** Writes one run: partition after partition. */
public final class RunWriter implements AutoCloseable {
    private final SpillFolder folder;
    private final Path path;
    private final SpillFile file;
    private final BlockWriter blocks;
    private final long[] starts;
    private int partitions;
    private long written;
    private boolean finished;

    RunWriter(SpillFolder folder, Path path, SpillFile file, int partitions, ArrowBuf buffer) {
        this.folder = folder;
        this.path = path;
        this.file = file;
        this.starts = new long[partitions + 1];
        this.blocks = new BlockWriter(buffer, folder.blockBytes(), this::append);
    }

    private void append(ByteBuffer block) {
        int length = block.remaining();
        folder.reserve(length);
        try {
            file.append(block);
        } catch (IOException e) {
            throw SpillFailure.write(path, written, e);
        }
        written += length;
    }

    /** Begins the next partition. */
    public void startPartition() {
        starts[partitions++] = blocks.cut();
    }

    public BlockWriter blocks() {
        return blocks;
    }

    /** Ends the last partition; all of them were begun. */
    public SpillRun finish() {
        starts[partitions] = blocks.cut();
        finished = true;
        close();
        return new SpillRun(path, starts);
    }

    /** Closes the file, which is of no use if it was not finished. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            if (finished) {
                throw SpillFailure.write(path, written, e);
            }
        }
    }
}
