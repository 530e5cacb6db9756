package io.millrace.core.disk;

import io.millrace.core.disk.DiskEvents.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Stands in the place of the provider that does the work, and tells what is asked of it. */
public final class DiskProvider extends FileSystemProvider {
    private final FileSystemProvider inner;
    private final DiskFileSystem fileSystem;
    private volatile Watched watched = new Watched(null, DiskEvents.NONE);

    private record Watched(@Nullable Path root, DiskEvents events) {}

    /** As Java calls it. */
    public DiskProvider(FileSystemProvider inner) {
        this.inner = inner;
        this.fileSystem = new DiskFileSystem(this, inner.getFileSystem(URI.create("file:///")));
    }

    /** The one that stands in the place of Java's own. */
    public static DiskProvider installed() {
        if (FileSystems.getDefault().provider() instanceof DiskProvider provider) {
            return provider;
        }
        throw new IllegalStateException("start Java with " + FLAG);
    }

    /** The flag of a JVM that has it. */
    public static final String FLAG = "-Djava.nio.file.spi.DefaultFileSystemProvider=" + DiskProvider.class.getName();

    /** From now on tells of what happens below that folder, and of nothing else. */
    public void watch(Path root, DiskEvents events) {
        watched = new Watched(DiskPath.inner(root.toAbsolutePath()), events);
    }

    private DiskEvents events(Path path) {
        Watched now = watched;
        return now.root != null && DiskPath.inner(path.toAbsolutePath()).startsWith(now.root)
                ? now.events
                : DiskEvents.NONE;
    }

    private DiskPath wrap(Path path) {
        return new DiskPath(fileSystem, path);
    }

    @Override
    public String getScheme() {
        return inner.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) throws IOException {
        return inner.newFileSystem(uri, settings);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return wrap(inner.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        DiskEvents events = events(path);
        events.before(Operation.OPEN, path);
        FileChannel file = inner.newFileChannel(DiskPath.inner(path), options, attributes);
        DiskChannel channel = new DiskChannel(file, wrap(DiskPath.inner(path.toAbsolutePath())), events);
        events.opened(channel);
        return channel;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        events(folder).before(Operation.LIST, folder);
        DirectoryStream<Path> found =
                inner.newDirectoryStream(DiskPath.inner(folder), path -> filter.accept(wrap(path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(found.spliterator(), false)
                        .<Path>map(DiskProvider.this::wrap)
                        .iterator();
            }

            @Override
            public void close() throws IOException {
                found.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        events(folder).before(Operation.MAKE_FOLDER, folder);
        inner.createDirectory(DiskPath.inner(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        events(link).before(Operation.OPEN, link);
        inner.createLink(DiskPath.inner(link), DiskPath.inner(existing));
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        inner.createSymbolicLink(DiskPath.inner(link), DiskPath.inner(target), attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return wrap(inner.readSymbolicLink(DiskPath.inner(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        events(path).before(Operation.DELETE, path);
        inner.delete(DiskPath.inner(path));
        events(path).deleted(path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        inner.copy(DiskPath.inner(source), DiskPath.inner(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        DiskEvents events = events(target);
        events.before(Operation.RENAME, target);
        inner.move(DiskPath.inner(source), DiskPath.inner(target), options);
        events.renamed(source, target);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return inner.isSameFile(DiskPath.inner(one), DiskPath.inner(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return inner.isHidden(DiskPath.inner(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return inner.getFileStore(DiskPath.inner(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        inner.checkAccess(DiskPath.inner(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return inner.getFileAttributeView(DiskPath.inner(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return inner.readAttributes(DiskPath.inner(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return inner.readAttributes(DiskPath.inner(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        inner.setAttribute(DiskPath.inner(path), attribute, value, options);
    }
}
