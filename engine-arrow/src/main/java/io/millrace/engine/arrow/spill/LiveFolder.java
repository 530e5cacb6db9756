package io.millrace.engine.arrow.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a lock that its process holds as long as the folder is in use: a folder whose lock can be had is a
 * leftover.
 *
 * <p>The lock's file gets its name when it is locked, so that nobody finds it unlocked. The folders of this process are
 * known by their paths and never touched: closing any channel to a file may give up all locks that the process has on it.
 */
final class LiveFolder implements AutoCloseable {
    static final String PREFIX = "millrace-spill-";

    private static final String LOCK = "lock";
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /** A folder without a lock may be one that is being made. */
    private static final Duration MAKING = Duration.ofMinutes(1);

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
        Path path = Files.createTempDirectory(root.toRealPath(), PREFIX, DiskFiles.ownedBy("rwx------"));
        OWN.add(path);
        try {
            return new LiveFolder(path, lock(path));
        } catch (IOException e) {
            remove(path);
            OWN.remove(path);
            throw e;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path made = path.resolve(LOCK + ".new");
        FileChannel channel = FileChannel.open(
                made, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DiskFiles.ownedBy("rw-------"));
        try {
            if (channel.tryLock() == null) {
                throw new IOException("the lock of a new folder is held");
            }
            Files.move(made, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (IOException | OverlappingFileLockException e) {
            channel.close();
            throw e;
        }
    }

    /** Removes the folders of runs that are dead. One that cannot be looked into is left alone. */
    static void sweep(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root.toRealPath(), PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !OWN.contains(folder) && isDead(folder)) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean isDead(Path folder) {
        Path file = folder.resolve(LOCK);
        try {
            if (!Files.exists(file)) {
                Instant changed = Files.getLastModifiedTime(folder).toInstant();
                return changed.isBefore(Instant.now().minus(MAKING));
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                @Nullable FileLock free = channel.tryLock();
                return free != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            for (Path file : content) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Another run's sweep may be at it too; what stays is left to the next one.
        }
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
