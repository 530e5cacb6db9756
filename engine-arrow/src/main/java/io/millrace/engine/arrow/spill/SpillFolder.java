package io.millrace.engine.arrow.spill;

import io.millrace.core.run.ResourceException;
import io.millrace.core.run.SpillSettings;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * A run's own folder of spill files. It is made when the first file is; closing it removes it with all that is in it.
 */
public final class SpillFolder implements AutoCloseable {
    private final SpillSettings settings;
    private final SpillFiles files;
    private final int blockBytes;
    private @Nullable LiveFolder folder;
    private int created;
    private long onDisk;
    private long spilled;

    /**
     * @param blockBytes the size of a block, header included
     */
    public SpillFolder(SpillSettings settings, SpillFiles files, int blockBytes) {
        this.settings = settings;
        this.files = files;
        this.blockBytes = blockBytes;
    }

    /** Removes what dead runs left behind, as far as that is possible: it is in no run's way. */
    public void removeLeftovers() {
        try {
            LiveFolder.sweep(settings.root());
        } catch (IOException | DirectoryIteratorException e) {
            // Who cannot look there cannot spill there either, and learns of it when that is needed.
        }
    }

    public int blockBytes() {
        return blockBytes;
    }

    /**
     * Begins a run.
     *
     * @param buffer as large as a block, the writer's until it is closed
     */
    public RunWriter create(int partitions, ArrowBuf buffer) {
        Path path = nextPath();
        try {
            return new RunWriter(this, path, files.create(path), partitions, buffer);
        } catch (IOException e) {
            throw SpillFailure.write(path, 0, e);
        }
    }

    private synchronized Path nextPath() {
        if (folder == null) {
            try {
                folder = LiveFolder.create(settings.root());
            } catch (IOException e) {
                throw SpillFailure.folder(settings.root(), e);
            }
        }
        return folder.path().resolve("run-" + created++);
    }

    public OpenRun open(SpillRun run) {
        try {
            return new OpenRun(run, files.open(run.file()), blockBytes);
        } catch (IOException e) {
            throw SpillFailure.read(run.file(), 0, e);
        }
    }

    /** Removes a run that is not needed any more. */
    public void delete(SpillRun run) {
        try {
            files.delete(run.file());
        } catch (IOException e) {
            throw SpillFailure.write(run.file(), run.bytes(), e);
        }
        synchronized (this) {
            onDisk -= run.bytes();
        }
    }

    synchronized void reserve(int bytes) {
        if (onDisk + bytes > settings.mostBytes()) {
            throw new ResourceException("state of " + onDisk + " bytes is spilled to " + settings.root()
                    + ", and no more than " + settings.mostBytes()
                    + " bytes may be there; allow more of them, or give more memory");
        }
        onDisk += bytes;
        spilled += bytes;
    }

    /** Bytes written so far, also those of runs that are gone. */
    public synchronized long spilled() {
        return spilled;
    }

    @Override
    public synchronized void close() {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }
}
