package io.millrace.engine.arrow.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/** An open Arrow reader, and which of its record batches to read. */
final class ArrowBatches {
    private static final int CONTINUATION = -1;

    /** Loads the next record batch. */
    private interface Loader {
        boolean next() throws IOException;
    }

    /** Counts the rows before the first record batch. */
    private interface RowsBefore {
        long count() throws IOException;
    }

    private final ArrowReader reader;
    private final Loader loader;
    private final RowsBefore before;

    private ArrowBatches(ArrowReader reader, Loader loader, RowsBefore before) {
        this.reader = reader;
        this.loader = loader;
        this.before = before;
    }

    static ArrowBatches all(ArrowReader reader) {
        return new ArrowBatches(reader, reader::loadNextBatch, () -> 0);
    }

    /**
     * The record batches {@code from} to {@code to - 1} of a file.
     *
     * @param channel the file
     */
    static ArrowBatches some(ArrowFileReader reader, FileChannel channel, int from, int to) throws IOException {
        List<ArrowBlock> blocks = reader.getRecordBlocks();
        Iterator<ArrowBlock> next = blocks.subList(from, to).iterator();
        return new ArrowBatches(
                reader,
                () -> next.hasNext() && reader.loadRecordBatch(next.next()),
                () -> rows(channel, blocks.subList(0, from)));
    }

    private static long rows(FileChannel channel, List<ArrowBlock> blocks) throws IOException {
        long rows = 0;
        for (ArrowBlock block : blocks) {
            rows += rows(channel, block);
        }
        return rows;
    }

    /** The rows of a record batch, from its metadata alone. */
    private static long rows(FileChannel channel, ArrowBlock block) throws IOException {
        int length = block.getMetadataLength();
        if (length <= 2 * Integer.BYTES || block.getOffset() > channel.size() - length) {
            throw new IOException("no record batch can begin at byte " + block.getOffset());
        }
        ByteBuffer metadata = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (read >= 0 && metadata.hasRemaining()) {
            read = channel.read(metadata, block.getOffset() + metadata.position());
        }
        metadata.position(metadata.getInt(0) == CONTINUATION ? 2 * Integer.BYTES : Integer.BYTES);
        return Message.getRootAsMessage(metadata).header(new RecordBatch()) instanceof RecordBatch batch
                ? batch.length()
                : 0;
    }

    ArrowReader reader() {
        return reader;
    }

    boolean loadNext() throws IOException {
        return loader.next();
    }

    /** The rows of the file that stand before those that are read. */
    long rowsBefore() throws IOException {
        return before.count();
    }
}
