package io.millrace.core.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file {@code .NAME.RANDOM.millrace} beside a target, locked as long as it is open: one whose lock can be had was left by
 * a run that is dead.
 *
 * <p>The files of this process are known by their paths and never looked into: closing any channel to a file may give up all
 * locks that the process has on it. Where the file system has no locks, a file is written all the same, and none is ever
 * taken for dead.
 */
final class AsideFile {
    static final String ENDING = ".millrace";

    private static final int ATTEMPTS = 100;
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private AsideFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static AsideFile create(Path target) throws IOException {
        Path folder = folder(target).toRealPath();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 48), 36);
            Path path = folder.resolve("." + target.getFileName() + "." + random + ENDING);
            OWN.add(path);
            FileChannel channel = null;
            try {
                channel = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                // A sweep may come between creation and lock, and then it has it, or the file is gone.
                if (isLocked(channel) && Files.exists(path)) {
                    return new AsideFile(path, channel);
                }
                channel.close();
            } catch (IOException e) {
                giveUp(path, channel, e);
                throw e;
            }
            OWN.remove(path);
        }
        throw new IOException("another process takes away every file that is made");
    }

    /** Has no sweep of this process look into a file; false where something of it has the file already. */
    static boolean claim(Path path) {
        return OWN.add(path);
    }

    static void release(Path path) {
        OWN.remove(path);
    }

    /** Locks a file; where the file system has no locks, it counts as locked. */
    static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return true;
        }
    }

    private static void giveUp(Path path, @Nullable FileChannel channel, IOException reason) {
        OWN.remove(path);
        if (channel != null) {
            try (channel) {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    static Path folder(Path target) {
        return Objects.requireNonNull(target.toAbsolutePath().getParent(), "a root is no file");
    }

    FileChannel channel() {
        return channel;
    }

    /** The lock is held until the file has its name: before, it would be anybody's. */
    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OWN.remove(path);
        try {
            channel.close();
        } catch (IOException e) {
            // What was written is on the disk and in its place: closing cannot change that.
        }
    }

    void delete() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            OWN.remove(path);
        }
    }

    /** Removes the files of dead runs, as far as that is possible: they are in nobody's way. */
    static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.toRealPath(), ".*" + ENDING)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !OWN.contains(file)) {
                    removeDead(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Who cannot look there cannot write there either, and learns of it when that is tried.
        }
    }

    private static void removeDead(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another sweep may be at it, or it is somebody else's.
        }
    }
}
