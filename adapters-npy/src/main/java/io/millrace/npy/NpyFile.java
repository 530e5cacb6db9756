package io.millrace.npy;

import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.PendingFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One array that is written aside, value by value. Its header comes first and tells how many there are, which is known last: room
 * is left for it.
 */
final class NpyFile implements AutoCloseable {
    /** The bytes of the header, of which data must begin at a multiple of 64. */
    static final int HEADER_BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int BUFFER_BYTES = 1 << 16;

    private final PendingFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    NpyFile(Path target) {
        this.file = PendingFile.create(target);
        buffer.position(HEADER_BYTES);
    }

    void put(double value) {
        room(Double.BYTES).putDouble(value);
    }

    void put(long value) {
        room(Long.BYTES).putLong(value);
    }

    void put(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void put(byte value) {
        room(1).put(value);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        buffer.flip();
        file.write(buffer);
        buffer.clear();
    }

    /**
     * Completes the array.
     *
     * @param type in NumPy's words, such as {@code <f8}
     * @param shape such as {@code (3, 2)} or {@code (3,)}
     */
    WrittenFile finish(String type, String shape) {
        flush();
        file.replace(0, ByteBuffer.wrap(header(type, shape)));
        return file.finish();
    }

    static byte[] header(String type, String shape) {
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int length = HEADER_BYTES - MAGIC.length - Short.BYTES;
        if (dictionary.length() >= length) {
            throw new IllegalArgumentException("no header has room for " + dictionary);
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) length);
        header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }

    void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
