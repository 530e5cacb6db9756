package io.millrace.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongSupplier;

/** Where a {@link Block} gets its bytes from. */
interface Input extends Closeable {
    /** Reads at most so many bytes, at least one; -1 at the end. */
    int read(byte[] into, int at, int length) throws IOException;

    /** The bytes taken from the file so far. */
    long bytesRead();

    /** A file from a place on. */
    static Input of(FileChannel channel, long offset) {
        return new FileInput(channel, offset);
    }

    /**
     * A stream to its end.
     *
     * @param taken tells the bytes that were taken from the file below it
     */
    static Input of(InputStream stream, LongSupplier taken) {
        return new StreamInput(stream, taken);
    }

    /** The JDK reads into arrays through a direct buffer of the same size: small pieces, or it keeps much. */
    final class FileInput implements Input {
        private static final int MOST = 1 << 17;

        private final FileChannel channel;
        private final long start;
        private long place;

        private FileInput(FileChannel channel, long offset) {
            this.channel = channel;
            this.start = offset;
            this.place = offset;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(into, at, Math.min(length, MOST)), place);
            place += Math.max(0, read);
            return read;
        }

        @Override
        public long bytesRead() {
            return place - start;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Decompressed, decoded. */
    final class StreamInput implements Input {
        private final InputStream stream;
        private final LongSupplier taken;

        private StreamInput(InputStream stream, LongSupplier taken) {
            this.stream = stream;
            this.taken = taken;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            return stream.read(into, at, length);
        }

        @Override
        public long bytesRead() {
            return taken.getAsLong();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
