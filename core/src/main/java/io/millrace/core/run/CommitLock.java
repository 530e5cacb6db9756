package io.millrace.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Has one run at a time put its files in their places, of all that write the same matrix: else the record of one might come
 * to lie beside the matrix of another. It is a locked file {@code .NAME.lock.millrace} beside the matrix, gone when it is closed.
 */
public final class CommitLock implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    private static final int MOST_MARK = 1 << 16;

    private final Path path;
    private final FileChannel channel;

    private CommitLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Waits for it.
     *
     * @param waiting is asked again and again meanwhile, and ends the waiting by an exception
     * @throws ResourceException where there can be no such file
     */
    public static CommitLock of(Path matrix, Runnable waiting) {
        try {
            Path path = AsideFile.folder(matrix)
                    .toRealPath()
                    .resolve("." + matrix.getFileName() + ".lock" + AsideFile.ENDING);
            while (true) {
                CommitLock lock = attempt(path);
                if (lock != null) {
                    return lock;
                }
                waiting.run();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new ResourceException(
                    "cannot lock " + matrix + " against other runs: " + FileFailure.reason(e)
                            + "; choose another folder",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was stopped");
        }
    }

    private static @Nullable CommitLock attempt(Path path) throws IOException {
        if (!AsideFile.claim(path)) {
            return null;
        }
        CommitLock lock = null;
        try {
            // Its name can be guessed: where others may write to the folder, it must not lead to another file.
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            lock = locked(path, channel);
        } finally {
            if (lock == null) {
                AsideFile.release(path);
            }
        }
        return lock;
    }

    /** Null where another one has it. */
    private static @Nullable CommitLock locked(Path path, FileChannel channel) throws IOException {
        boolean held = false;
        try {
            if (AsideFile.isLocked(channel)) {
                held = isStillThere(path, channel);
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? new CommitLock(path, channel) : null;
    }

    /**
     * Whether the file that is locked is the one of that name, and not one that its last holder took away in between. They are
     * compared by a size that the locked one is given: to read the other would give up the lock.
     */
    private static boolean isStillThere(Path path, FileChannel channel) throws IOException {
        long mark = ThreadLocalRandom.current().nextLong(1, 1L + MOST_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark);
        try {
            return Files.size(path) == mark + 1;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Whoever is next takes it as it is, or removes it.
        } finally {
            AsideFile.release(path);
        }
    }
}
