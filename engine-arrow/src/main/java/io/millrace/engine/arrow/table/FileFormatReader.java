package io.millrace.engine.arrow.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;

/** Reads Arrow's file format. Arrow closes no dictionary of a file of which it could not read all of them; this does. */
final class FileFormatReader extends ArrowFileReader {
    FileFormatReader(FileChannel channel, BufferAllocator allocator) {
        super(new MessageChannel(channel), allocator);
    }

    @Override
    public void initialize() throws IOException {
        boolean done = false;
        try {
            super.initialize();
            done = true;
        } finally {
            if (!done && dictionaries != null) {
                dictionaries
                        .values()
                        .forEach(dictionary -> dictionary.getVector().close());
            }
        }
    }
}
