package io.millrace.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Hears of operations on the files below a folder, before they are done, and decides whether they are. From any thread. */
public interface DiskEvents {
    DiskEvents NONE = new DiskEvents() {};

    /** What changes files, or hands out what is in them. */
    enum Operation {
        OPEN,
        READ,
        WRITE,
        FLUSH,
        RENAME,
        CLOSE,
        DELETE,
        MAKE_FOLDER,
        LIST
    }

    /**
     * @param path what it is about; of a rename, the new name
     * @throws IOException what the caller gets instead of the operation; a file is closed all the same
     */
    default void before(Operation operation, Path path) throws IOException {}

    /** How many of these bytes a write takes, at least one. */
    default int taken(Path path, int bytes) {
        return bytes;
    }

    default void opened(DiskChannel channel) {}

    default void wrote(DiskChannel channel, long position, ByteBuffer bytes) {}

    default void truncated(DiskChannel channel, long size) {}

    /** Of a file, or of a folder. */
    default void flushed(DiskChannel channel) {}

    default void closed(DiskChannel channel) {}

    default void renamed(Path from, Path to) {}

    default void deleted(Path path) {}
}
