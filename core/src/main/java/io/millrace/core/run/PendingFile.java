package io.millrace.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is written aside and takes its place at once: until {@link #commit}, whatever was at the target stays.
 *
 * <p>The bytes go to a file {@code .NAME.RANDOM.tmp} in the target's folder. Close without commit deletes it. Every
 * failure of the file system is a {@link ResourceException} that names the target. Used by one thread at a time.
 */
public final class PendingFile implements AutoCloseable {
    private final Path target;
    private final Path aside;
    private final FileChannel channel;
    private boolean committed;
    private long bytes;

    private PendingFile(Path target, Path aside, FileChannel channel) {
        this.target = target;
        this.aside = aside;
        this.channel = channel;
    }

    /**
     * Starts an empty file beside the target.
     *
     * @throws ResourceException where the target is a folder, or its folder is missing or cannot be written
     */
    public static PendingFile create(Path target) {
        Path name = target.getFileName();
        if (name == null || Files.isDirectory(target)) {
            throw new ResourceException("cannot write " + target + ": it is a folder; give the name of a file");
        }
        String suffix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 48), 36);
        Path aside = target.resolveSibling("." + name + "." + suffix + ".tmp");
        try {
            FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new PendingFile(target, aside, channel);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    public Path target() {
        return target;
    }

    /** The bytes written so far; after {@link #commit} the size of the target. */
    public long bytes() {
        return bytes;
    }

    /** Appends all remaining bytes of the buffer. */
    public void write(ByteBuffer buffer) {
        bytes += buffer.remaining();
        try {
            ChannelPieces.write(channel, buffer);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    public void write(byte[] source, int from, int length) {
        write(ByteBuffer.wrap(source, from, length));
    }

    /** Flushes the bytes to the disk and makes them the content of the target. Nothing can be written afterwards. */
    public void commit() {
        try {
            channel.force(true);
            channel.close();
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            committed = true;
        } catch (IOException e) {
            throw failure(target, e);
        }
        flushFolder();
    }

    /** Deletes what was written unless it was committed. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** The rename itself must survive a crash; not every system lets a folder be opened, and then it cannot be helped. */
    private void flushFolder() {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // The content is in place and readable; only its durability depends on the system.
        }
    }

    private static ResourceException failure(Path target, IOException cause) {
        return new ResourceException("cannot write " + target + ": " + reason(target, cause), cause);
    }

    private static String reason(Path target, IOException cause) {
        Path folder = target.toAbsolutePath().getParent();
        if (cause instanceof NoSuchFileException) {
            return "there is no folder " + folder + "; create it first";
        }
        if (cause instanceof AccessDeniedException) {
            return "no permission to write in " + folder + "; choose another folder";
        }
        String told = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return (told == null ? cause.getClass().getSimpleName() : told) + "; free space in " + folder
                + " or choose another folder";
    }
}
