package io.millrace.engine.arrow.table;

import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions.Drift;
import io.millrace.core.port.Split;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Arrow IPC files as a table. A file with several record batches can be read in several parts. */
final class ArrowFileSource implements EventSource {
    private static final int MOST_SPLITS_PER_FILE = 8;

    private final List<ArrowFile> paths;
    private final List<InputFile> files;
    private final Schema schema;
    private final Drift drift;

    ArrowFileSource(List<Path> paths, Drift drift) {
        this.drift = drift;
        this.paths = paths.stream().map(ArrowFile::new).toList();
        this.files = this.paths.stream().map(ArrowFile::describe).toList();
        this.schema = InputFile.union(files);
    }

    @Override
    public String format() {
        return ArrowFormat.NAME;
    }

    @Override
    public List<InputFile> files() {
        return files;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> splits(Schema reads) {
        ArrowTable.require(files, reads, drift);
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            int recordBatches = files.get(i).rowGroups();
            int parts = Math.min(recordBatches, MOST_SPLITS_PER_FILE);
            for (int part = 0; part < parts; part++) {
                int from = (int) ((long) recordBatches * part / parts);
                int to = (int) ((long) recordBatches * (part + 1) / parts);
                long bytes = files.get(i).bytes() / parts;
                splits.add(new FileSplit(paths.get(i), reads, parts == 1, from, to, bytes));
            }
        }
        return splits;
    }

    /**
     * @param whole whether this is all of the file, of either format
     * @param from the first record batch
     * @param to the record batch after the last
     */
    private record FileSplit(ArrowFile source, Schema reads, boolean whole, int from, int to, long bytes)
            implements Split {
        @Override
        public String file() {
            return source.path().toString();
        }

        @Override
        public long rows() {
            return -1;
        }

        @Override
        public BatchReader open(int batchRows) {
            return ArrowFailure.naming(file(), () -> {
                FileChannel channel = source.open();
                try {
                    return open(channel, batchRows);
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
            });
        }

        private BatchReader open(FileChannel channel, int batchRows) throws IOException {
            BufferAllocator allocator = source.allocator(channel);
            ArrowReader reader = ArrowFile.reader(channel, allocator);
            try {
                ArrowBatches batches = whole
                        ? ArrowBatches.all(reader)
                        : ArrowBatches.some((ArrowFileReader) reader, channel, from, to);
                return new ArrowBatchReader(file(), batches, reads, batchRows, allocator);
            } catch (IOException | RuntimeException e) {
                try (allocator) {
                    reader.close();
                }
                throw e;
            }
        }
    }
}
