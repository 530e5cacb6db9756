package io.millrace.core.disk;

import io.millrace.core.disk.DiskEvents.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file. */
public final class DiskChannel extends FileChannel {
    private final FileChannel file;
    private final DiskPath path;
    private final DiskEvents events;

    DiskChannel(FileChannel file, DiskPath path, DiskEvents events) {
        this.file = file;
        this.path = path;
        this.events = events;
    }

    /** By which it was opened. */
    public DiskPath path() {
        return path;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        events.before(Operation.READ, path);
        return file.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int from, int count) throws IOException {
        events.before(Operation.READ, path);
        return file.read(into, from, count);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        events.before(Operation.READ, path);
        return file.read(into, position);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        long position = file.position();
        int written = write(bytes, position);
        file.position(position + written);
        return written;
    }

    @Override
    public long write(ByteBuffer[] bytes, int from, int count) throws IOException {
        long written = 0;
        for (int i = from; i < from + count; i++) {
            int length = bytes[i].remaining();
            int taken = write(bytes[i]);
            written += taken;
            if (taken < length) {
                break;
            }
        }
        return written;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        events.before(Operation.WRITE, path);
        ByteBuffer part = bytes.slice();
        if (part.hasRemaining()) {
            part.limit(events.taken(path, part.limit()));
        }
        ByteBuffer seen = part.duplicate();
        int written = 0;
        while (part.hasRemaining()) {
            written += file.write(part, position + written);
        }
        events.wrote(this, position, seen);
        bytes.position(bytes.position() + written);
        return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        events.before(Operation.FLUSH, path);
        file.force(metaData);
        events.flushed(this);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        events.before(Operation.WRITE, path);
        file.truncate(size);
        events.truncated(this, size);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try {
            events.before(Operation.CLOSE, path);
        } finally {
            file.close();
            events.closed(this);
        }
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        events.before(Operation.READ, path);
        return file.transferTo(position, count, target);
    }

    /** By way of {@link #write}, so that it is seen. */
    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, 1 << 16));
        source.read(bytes);
        return write(bytes.flip(), position);
    }

    /** Would be written to unseen. */
    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        if (mode != MapMode.READ_ONLY) {
            throw new UnsupportedOperationException("a file is written by its channel");
        }
        return file.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }
}
