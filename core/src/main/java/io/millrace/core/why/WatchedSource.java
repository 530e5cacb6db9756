package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ForwardingSplit;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RowPlace;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that are looked at on their way to an engine, so that the log is read once.
 *
 * @param watches makes one for each reader
 */
record WatchedSource(EventSource events, Supplier<EventWatch> watches) implements EventSource {
    @Override
    public String format() {
        return events.format();
    }

    @Override
    public List<InputFile> files() {
        return events.files();
    }

    @Override
    public Schema schema() {
        return events.schema();
    }

    @Override
    public Optional<ReadOptions> reading() {
        return events.reading();
    }

    @Override
    public List<Split> splits(Schema reads) {
        return events.splits(reads).stream().<Split>map(Watched::new).toList();
    }

    final class Watched extends ForwardingSplit {
        Watched(Split split) {
            super(split);
        }

        @Override
        public BatchReader open(int batchRows) {
            List<String> names = files().stream().map(InputFile::name).toList();
            BatchReader reader = split().open(batchRows);
            reader.keepPlaces(); // of events that are shown
            return new Reader(reader, watches.get(), file(), names.indexOf(file()));
        }
    }

    record Reader(BatchReader reader, EventWatch watch, String file, int fileOrder) implements BatchReader {
        @Override
        public @Nullable ColumnBatch next() {
            ColumnBatch batch = reader.next();
            if (batch != null) {
                watch.look(file, fileOrder, batch, reader);
            }
            return batch;
        }

        @Override
        public void keepPlaces() {
            // It keeps them anyway.
        }

        @Override
        public RowPlace place(int row, List<Integer> columns) {
            return reader.place(row, columns);
        }

        @Override
        public long bytesRead() {
            return reader.bytesRead();
        }

        @Override
        public long badRows() {
            return reader.badRows();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
