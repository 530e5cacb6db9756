package io.millrace.core.disk;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers every change of the files in one folder, in order, so that a crash after any of them can be played. */
public final class DiskJournal implements DiskEvents {
    private final String folder;
    private final Map<DiskChannel, Integer> files = new ConcurrentHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private int created;

    /** One change of a {@link LossyDisk}. */
    public interface Change {
        void play(LossyDisk disk);
    }

    /** The changes in that folder, not below it. */
    public DiskJournal(Path folder) {
        this.folder = folder.toAbsolutePath().toString();
    }

    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    private boolean isHere(Path path) {
        return folder.equals(String.valueOf(path.toAbsolutePath().getParent()));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    @Override
    public synchronized void opened(DiskChannel channel) {
        if (isHere(channel.path())) {
            int file = ++created;
            files.put(channel, file);
            String name = name(channel.path());
            changes.add(disk -> disk.open(name, file));
        }
    }

    @Override
    public synchronized void wrote(DiskChannel channel, long position, ByteBuffer bytes) {
        Integer file = files.get(channel);
        if (file != null) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            changes.add(disk -> disk.write(file, (int) position, copy));
        }
    }

    @Override
    public synchronized void flushed(DiskChannel channel) {
        Integer file = files.get(channel);
        if (file != null) {
            changes.add(disk -> disk.flush(file));
        } else if (folder.equals(channel.path().toString())) {
            changes.add(LossyDisk::flushNames);
        }
    }

    @Override
    public synchronized void renamed(Path from, Path to) {
        if (isHere(to)) {
            changes.add(disk -> disk.rename(name(from), name(to)));
        }
    }

    @Override
    public synchronized void deleted(Path path) {
        if (isHere(path)) {
            changes.add(disk -> disk.delete(name(path)));
        }
    }
}
