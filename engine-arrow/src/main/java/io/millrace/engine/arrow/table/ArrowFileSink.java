package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.jspecify.annotations.Nullable;

/** Writes an Arrow IPC file, a record batch per batch. */
final class ArrowFileSink implements MatrixSink {
    private final Path target;
    private @Nullable Output output;
    private long bytes;

    ArrowFileSink(Path target) {
        this.target = target;
    }

    @Override
    public void open(Schema schema) {
        Output opened = new Output(schema, PendingFile.create(target));
        output = opened;
        writing(opened.writer::start);
    }

    @Override
    public void write(ColumnBatch batch) {
        Output open = opened();
        writing(() -> {
            ArrowRoots.fill(open.root, batch);
            open.writer.writeBatch();
        });
    }

    @Override
    public void commit() {
        Output open = opened();
        writing(open.writer::end);
        open.file.commit();
        bytes = open.file.bytes();
    }

    private Output opened() {
        return Objects.requireNonNull(output, "the sink is not open");
    }

    @Override
    public long bytesWritten() {
        return bytes;
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
            output = null;
        }
    }

    /** What Arrow's writer does. */
    private interface Writing {
        void run() throws IOException;
    }

    private void writing(Writing work) {
        try {
            work.run();
        } catch (IOException | OutOfMemoryException e) {
            throw new ResourceException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    /** All that is open while a file is written. */
    private static final class Output implements AutoCloseable {
        private final PendingFile file;
        private final BufferAllocator allocator = new RootAllocator();
        private final VectorSchemaRoot root;
        private final ArrowFileWriter writer;

        Output(Schema schema, PendingFile file) {
            this.file = file;
            this.root = VectorSchemaRoot.create(ArrowTypes.written(schema), allocator);
            this.writer = new ArrowFileWriter(root, null, new PendingChannel(file));
        }

        /** The writer is not closed: that would end a file that is to be given up. */
        @Override
        public void close() {
            try (file;
                    allocator) {
                root.close();
            }
        }
    }

    private record PendingChannel(PendingFile file) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            file.write(source);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
