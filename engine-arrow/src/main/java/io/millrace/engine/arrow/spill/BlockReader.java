package io.millrace.engine.arrow.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** Reads what a {@link BlockWriter} wrote, from one place of a file to another. Each block is verified. */
public final class BlockReader {
    private static final int MOST_VARINT_SHIFT = 63;

    private final SpillFile file;
    private final Path path;
    private final ByteBuffer block;
    private final long base;
    private final CRC32C checksum = new CRC32C();
    private final long last;
    private long offset;
    private long at;
    private long end;

    /**
     * @param buffer as large as a block
     */
    BlockReader(SpillFile file, Path path, long first, long last, ArrowBuf buffer, int blockBytes) {
        this.file = file;
        this.path = path;
        this.offset = first;
        this.last = last;
        this.block = buffer.nioBuffer(0, blockBytes);
        this.base = buffer.memoryAddress();
        this.at = base;
        this.end = base;
    }

    /** Whether anything is left. */
    public boolean hasNext() {
        return at < end || offset < last;
    }

    public int readByte() {
        if (at == end) {
            next();
        }
        return MemoryUtil.getByte(at++) & 0xff;
    }

    public long readLong() {
        if (end - at >= Long.BYTES) {
            long value = MemoryUtil.getLong(at);
            at += Long.BYTES;
            return value;
        }
        return readLow(Long.BYTES);
    }

    public long readLow(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) readByte() << 8 * i;
        }
        return value;
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift <= MOST_VARINT_SHIFT; shift += 7) {
            int part = readByte();
            value |= (part & 0x7fL) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw damaged("it holds a number without an end");
    }

    /** The number of bytes that follow; more than an array holds is none that was written. */
    public int readLength() {
        long length = readVarint();
        if (length < 0 || length > last) {
            throw damaged("it tells of " + Long.toUnsignedString(length) + " bytes");
        }
        return (int) length;
    }

    public void readBytes(long address, long length) {
        long into = address;
        long left = length;
        while (left > 0) {
            if (at == end) {
                next();
            }
            long count = Math.min(left, end - at);
            MemoryUtil.copyMemory(at, into, count);
            at += count;
            into += count;
            left -= count;
        }
    }

    public void readBytes(byte[] into, int length) {
        int done = 0;
        while (done < length) {
            if (at == end) {
                next();
            }
            int count = (int) Math.min(length - done, end - at);
            MemoryUtil.copyFromMemory(at, into, done, count);
            at += count;
            done += count;
        }
    }

    private void next() {
        int most = (int) Math.min(block.capacity(), last - offset);
        if (most <= BlockWriter.HEADER) {
            throw damaged("it ends within a record");
        }
        block.limit(most).position(0);
        int read = fill();
        int content = read < BlockWriter.HEADER ? 0 : MemoryUtil.getInt(base);
        if (content <= 0 || content > read - BlockWriter.HEADER) {
            throw damaged("its block is cut off or has no length");
        }
        int expected = MemoryUtil.getInt(base + 4);
        block.limit(BlockWriter.HEADER + content).position(0);
        if (BlockWriter.sum(checksum, block, base, content, offset) != expected) {
            throw damaged("its content does not have the checksum that was written");
        }
        at = base + BlockWriter.HEADER;
        end = at + content;
        offset += BlockWriter.HEADER + content;
    }

    private int fill() {
        try {
            return file.read(block, offset);
        } catch (IOException e) {
            throw SpillFailure.read(path, offset, e);
        }
    }

    private RuntimeException damaged(String how) {
        return SpillFailure.damaged(path, offset, how);
    }
}
