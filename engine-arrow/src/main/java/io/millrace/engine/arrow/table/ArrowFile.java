package io.millrace.engine.arrow.table;

import io.millrace.core.port.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** An Arrow IPC file on disk, of the file format or the stream format. */
record ArrowFile(Path path) {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /** What decoding may need beside the file's own bytes: the alignment of many small buffers, and bitmaps. */
    private static final long SLACK = 1L << 26;

    /** An allocator that a declared size which the file cannot hold does not get past. */
    BufferAllocator allocator(FileChannel channel) throws IOException {
        return new RootAllocator(2 * channel.size() + SLACK);
    }

    FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    /** A reader that closes the channel with itself, and then holds no memory, whatever failed before. */
    static ArrowReader reader(FileChannel channel, BufferAllocator allocator) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MAGIC.length);
        int read = 0;
        while (read >= 0 && start.hasRemaining()) {
            read = channel.read(start, start.position());
        }
        return ByteBuffer.wrap(MAGIC).equals(start.flip())
                ? new FileFormatReader(channel, allocator)
                : new ArrowStreamReader(new BoundedMessageReader(channel, allocator), allocator);
    }

    /** Reads schema and footer only. */
    InputFile describe() {
        return ArrowFailure.naming(path.toString(), () -> {
            try (FileChannel channel = open();
                    BufferAllocator allocator = allocator(channel);
                    ArrowReader reader = reader(channel, allocator)) {
                int recordBatches = reader instanceof ArrowFileReader file
                        ? file.getRecordBlocks().size()
                        : 1;
                return new InputFile(
                        path.toString(),
                        channel.size(),
                        OptionalLong.empty(),
                        Math.max(1, recordBatches),
                        ArrowTable.columns(reader));
            }
        });
    }
}
