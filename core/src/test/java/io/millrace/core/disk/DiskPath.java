package io.millrace.core.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * A path of {@link DiskFileSystem}.
 *
 * @param inner the same of the file system that does the work
 */
public record DiskPath(DiskFileSystem fileSystem, Path inner) implements Path {
    private DiskPath of(Path path) {
        return new DiskPath(fileSystem, path);
    }

    private @Nullable DiskPath orNull(@Nullable Path path) {
        return path == null ? null : of(path);
    }

    static Path inner(Path path) {
        return path instanceof DiskPath disk ? disk.inner : path;
    }

    @Override
    public DiskFileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return inner.isAbsolute();
    }

    @Override
    public @Nullable DiskPath getRoot() {
        return orNull(inner.getRoot());
    }

    @Override
    public @Nullable DiskPath getFileName() {
        return orNull(inner.getFileName());
    }

    @Override
    public @Nullable DiskPath getParent() {
        return orNull(inner.getParent());
    }

    @Override
    public int getNameCount() {
        return inner.getNameCount();
    }

    @Override
    public DiskPath getName(int index) {
        return of(inner.getName(index));
    }

    @Override
    public DiskPath subpath(int from, int to) {
        return of(inner.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return inner.startsWith(inner(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return inner.endsWith(inner(other));
    }

    @Override
    public DiskPath normalize() {
        return of(inner.normalize());
    }

    @Override
    public DiskPath resolve(Path other) {
        return of(inner.resolve(inner(other)));
    }

    @Override
    public DiskPath relativize(Path other) {
        return of(inner.relativize(inner(other)));
    }

    @Override
    public URI toUri() {
        return inner.toUri();
    }

    @Override
    public DiskPath toAbsolutePath() {
        return of(inner.toAbsolutePath());
    }

    @Override
    public DiskPath toRealPath(LinkOption... options) throws IOException {
        return of(inner.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return inner.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return inner.compareTo(inner(other));
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
