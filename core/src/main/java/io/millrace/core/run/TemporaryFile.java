package io.millrace.core.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files for what does not fit into memory. Where the system allows it, Java takes the name of such a file away as soon as it is
 * open, so that nothing is left of it however the process ends.
 */
public final class TemporaryFile {
    private TemporaryFile() {}

    /**
     * Opens a new one to read and write, its owner's alone where the system can.
     *
     * @param name what its name begins with
     */
    public static FileChannel open(Path folder, String name) throws IOException {
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(
                folder.resolve(name + random + AsideFile.ENDING),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                attributes);
    }
}
