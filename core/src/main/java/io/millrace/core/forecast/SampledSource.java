package io.millrace.core.forecast;

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
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some splits of a source, and of each no more than its first rows.
 *
 * @param chosen the places of the splits among all
 * @param mostRows of a split; it ends with the batch that reaches them
 */
record SampledSource(EventSource events, Set<Integer> chosen, long mostRows) implements EventSource {
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
        List<Split> all = events.splits(reads);
        return IntStream.range(0, all.size())
                .filter(chosen::contains)
                .<Split>mapToObj(place -> new Beginning(all.get(place)))
                .toList();
    }

    private final class Beginning extends ForwardingSplit {
        Beginning(Split split) {
            super(split);
        }

        @Override
        public BatchReader open(int batchRows) {
            return new Reader(split().open(batchRows));
        }
    }

    final class Reader implements BatchReader {
        private final BatchReader reader;
        private long rows;

        Reader(BatchReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable ColumnBatch next() {
            ColumnBatch batch = rows < mostRows ? reader.next() : null;
            rows += batch == null ? 0 : batch.rowCount();
            return batch;
        }

        @Override
        public void keepPlaces() {
            reader.keepPlaces();
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
