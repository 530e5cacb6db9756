package io.millrace.engine.arrow.table;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/** An open Arrow reader, and which of its record batches to read. */
final class ArrowBatches {
    /** Loads the next record batch. */
    private interface Loader {
        boolean next() throws IOException;
    }

    private final ArrowReader reader;
    private final Loader loader;

    private ArrowBatches(ArrowReader reader, Loader loader) {
        this.reader = reader;
        this.loader = loader;
    }

    static ArrowBatches all(ArrowReader reader) {
        return new ArrowBatches(reader, reader::loadNextBatch);
    }

    /** The record batches {@code from} to {@code to - 1} of a file. */
    static ArrowBatches some(ArrowFileReader reader, int from, int to) throws IOException {
        List<ArrowBlock> blocks = reader.getRecordBlocks().subList(from, to);
        Iterator<ArrowBlock> next = blocks.iterator();
        return new ArrowBatches(reader, () -> next.hasNext() && reader.loadRecordBatch(next.next()));
    }

    ArrowReader reader() {
        return reader;
    }

    boolean loadNext() throws IOException {
        return loader.next();
    }
}
