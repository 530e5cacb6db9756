package io.millrace.engine.arrow.table;

import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions.Drift;
import io.millrace.core.port.Split;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Events from an {@link ArrowReader}, whatever is behind it: a stream, another engine's result, batches in memory.
 *
 * <p>Integers of any width, floating point numbers, booleans, text (plain or with a dictionary), timestamps of any unit,
 * dates and decimals of up to 18 digits can be read; other columns are left alone. It is one split, read by one thread.
 */
public final class ArrowReaderSource implements EventSource {
    private final Supplier<ArrowReader> readers;
    private final InputFile file;
    private final Schema schema;

    /**
     * Looks at the columns, for which one reader is opened and closed.
     *
     * @param name what the rows are accounted under
     * @param readers gives a reader that stands before the first row, every time it is asked; each is closed by who asked
     * @throws io.millrace.core.run.InputException where the schema cannot be read
     */
    public ArrowReaderSource(String name, Supplier<ArrowReader> readers) {
        this.readers = readers;
        this.file = ArrowFailure.naming(name, () -> {
            try (ArrowReader reader = readers.get()) {
                return new InputFile(name, 0, OptionalLong.empty(), 1, ArrowTable.columns(reader));
            }
        });
        this.schema = InputFile.union(List.of(file));
    }

    @Override
    public String format() {
        return ArrowFormat.NAME;
    }

    @Override
    public List<InputFile> files() {
        return List.of(file);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> splits(Schema reads) {
        ArrowTable.require(files(), reads, Drift.REFUSE);
        return List.of(new ReaderSplit(file.name(), readers, reads));
    }

    private record ReaderSplit(String file, Supplier<ArrowReader> readers, Schema reads) implements Split {
        @Override
        public long rows() {
            return -1;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public BatchReader open(int batchRows) {
            return ArrowFailure.naming(file, () -> {
                ArrowReader reader = readers.get();
                try {
                    return new ArrowBatchReader(file, ArrowBatches.all(reader), reads, batchRows, null);
                } catch (IOException | RuntimeException e) {
                    reader.close();
                    throw e;
                }
            });
        }
    }
}
