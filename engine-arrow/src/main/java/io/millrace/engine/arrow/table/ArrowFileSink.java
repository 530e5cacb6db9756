package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.jspecify.annotations.Nullable;

/** Writes an Arrow IPC file, a record batch per batch. */
final class ArrowFileSink implements MatrixSink {
    private final Path target;
    private final Supplier<Map<String, String>> about;
    private @Nullable Output output;

    /**
     * @param about key and value pairs of the footer, asked when all rows are written
     */
    ArrowFileSink(Path target, Supplier<Map<String, String>> about) {
        this.target = target;
        this.about = about;
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
    public Optional<WrittenFile> finish() {
        Output open = opened();
        open.footer.putAll(about.get());
        writing(open.writer::end);
        return Optional.of(open.file.finish());
    }

    @Override
    public void commit() {
        opened().file.commit();
    }

    private Output opened() {
        return Objects.requireNonNull(output, "the sink is not open");
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
        private final Map<String, String> footer = new LinkedHashMap<>();
        private final ArrowFileWriter writer;

        Output(Schema schema, PendingFile file) {
            this.file = file;
            this.root = VectorSchemaRoot.create(ArrowTypes.written(schema), allocator);
            this.writer = new ArrowFileWriter(root, null, new PendingChannel(file), footer);
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
