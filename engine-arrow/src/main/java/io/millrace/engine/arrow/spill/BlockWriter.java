package io.millrace.engine.arrow.spill;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Collects bytes in a buffer and appends them to a file as blocks: the number of bytes that follow (4 bytes), a checksum
 * (4), the bytes. The checksum is over the block's length and place as well, so that no block can stand for another.
 */
public final class BlockWriter {
    /** The bytes of a block before its content. */
    static final int HEADER = 8;

    private final ByteBuffer block;
    private final long base;
    private final long end;
    private final BlockTarget target;
    private final CRC32C checksum = new CRC32C();
    private long at;
    private long offset;

    /** Takes whole blocks. */
    interface BlockTarget {
        void append(ByteBuffer block);
    }

    /**
     * @param buffer as large as a block
     */
    BlockWriter(ArrowBuf buffer, int blockBytes, BlockTarget target) {
        this.block = buffer.nioBuffer(0, blockBytes);
        this.base = buffer.memoryAddress();
        this.end = base + blockBytes;
        this.target = target;
        this.at = base + HEADER;
    }

    public void putByte(int value) {
        if (at == end) {
            flush();
        }
        MemoryUtil.putByte(at++, (byte) value);
    }

    public void putLong(long value) {
        if (end - at >= Long.BYTES) {
            MemoryUtil.putLong(at, value);
            at += Long.BYTES;
        } else {
            for (int shift = 0; shift < Long.SIZE; shift += 8) {
                putByte((int) (value >>> shift));
            }
        }
    }

    /** The lowest bytes of a number. */
    public void putLow(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            putByte((int) (value >>> 8 * i));
        }
    }

    /** An unsigned number, seven bits to a byte. */
    public void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            putByte((int) rest | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    /** Copies bytes from an address. */
    public void putBytes(long address, long length) {
        long from = address;
        long left = length;
        while (left > 0) {
            if (at == end) {
                flush();
            }
            long count = Math.min(left, end - at);
            MemoryUtil.copyMemory(from, at, count);
            at += count;
            from += count;
            left -= count;
        }
    }

    public void putBytes(byte[] source, int from, int length) {
        int done = 0;
        while (done < length) {
            if (at == end) {
                flush();
            }
            int count = (int) Math.min(length - done, end - at);
            MemoryUtil.copyToMemory(source, from + done, at, count);
            at += count;
            done += count;
        }
    }

    /** Ends the block, so that what follows begins one; returns where that is. */
    long cut() {
        flush();
        return offset;
    }

    private void flush() {
        int length = (int) (at - base);
        if (length == HEADER) {
            return;
        }
        block.limit(length).position(0);
        MemoryUtil.putInt(base + 4, sum(checksum, block, base, length - HEADER, offset));
        target.append(block);
        offset += length;
        at = base + HEADER;
    }

    /**
     * The checksum of a block; overwrites the header.
     *
     * @param block from header to end, where it is in memory as well
     */
    static int sum(CRC32C checksum, ByteBuffer block, long address, int content, long offset) {
        MemoryUtil.putInt(address, content);
        MemoryUtil.putInt(address + 4, (int) (offset ^ offset >>> 32));
        checksum.reset();
        checksum.update(block);
        block.rewind();
        return (int) checksum.getValue();
    }
}
