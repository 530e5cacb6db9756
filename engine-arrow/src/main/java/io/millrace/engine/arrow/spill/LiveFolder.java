package io.millrace.engine.arrow.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a lock that its process holds as long as the folder is in use: a folder whose lock can be had is a
 * leftover.
 *
 * <p>Between the making of the folder and the lock, a sweep may take it away; then another one is made. The lock's file is the
 * first to come and the last to go: a folder without it is empty. The folders of this process are known by their paths and
 * never touched: closing any channel to a file may give up all locks that the process has on it.
 */
final class LiveFolder implements AutoCloseable {
    static final String PREFIX = "millrace-spill-";

    private static final String LOCK = "lock";
    private static final int ATTEMPTS = 100;
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private LiveFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    Path path() {
        return path;
    }

    static LiveFolder create(Path root) throws IOException {
        Files.createDirectories(root);
        Path real = root.toRealPath();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path path = real.resolve(
                    PREFIX + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36));
            OWN.add(path);
            try {
                Files.createDirectory(path, DiskFiles.ownedBy("rwx------"));
                FileChannel lock = lock(path);
                if (lock != null) {
                    return new LiveFolder(path, lock);
                }
            } catch (IOException e) {
                remove(path);
                OWN.remove(path);
                throw e;
            }
            OWN.remove(path);
        }
        throw new IOException("another process takes away every folder that is made");
    }

    /** Null where a sweep has been here. */
    private static @Nullable FileChannel lock(Path path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    DiskFiles.ownedBy("rw-------"));
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean held = false;
        try {
            held = channel.tryLock() != null && Files.exists(path.resolve(LOCK));
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? channel : null;
    }

    /** Removes the folders of runs that are dead. One that cannot be looked into is left alone. */
    static void sweep(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root.toRealPath(), PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !OWN.contains(folder)) {
                    removeDead(folder);
                }
            }
        }
    }

    private static void removeDead(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                remove(folder);
            }
        } catch (NoSuchFileException e) {
            removeEmpty(folder);
        } catch (IOException | OverlappingFileLockException e) {
            // It is somebody else's, or another sweep is at it.
        }
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            for (Path file : content) {
                if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder.resolve(LOCK));
        } catch (IOException e) {
            // Another run's sweep may be at it too; what stays is left to the next one.
        }
        removeEmpty(folder);
    }

    private static void removeEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // As above.
        }
    }

    @Override
    public void close() {
        remove(path);
        try {
            lock.close();
        } catch (IOException e) {
            // The folder is gone, and the lock with it.
        }
        OWN.remove(path);
    }
}
