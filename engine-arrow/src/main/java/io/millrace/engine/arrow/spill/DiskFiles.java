package io.millrace.engine.arrow.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file system of this machine. */
public final class DiskFiles implements SpillFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** What makes a file or folder its owner's alone, where the system can. */
    static FileAttribute<?>[] ownedBy(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public SpillFile create(Path path) throws IOException {
        return new Disk(FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownedBy("rw-------")));
    }

    @Override
    public SpillFile open(Path path) throws IOException {
        return new Disk(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    private record Disk(FileChannel channel) implements SpillFile {
        @Override
        public void append(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    throw new IOException("the disk takes no more bytes");
                }
            }
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            int start = bytes.position();
            while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position() - start) >= 0) {}
            return bytes.position() - start;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
