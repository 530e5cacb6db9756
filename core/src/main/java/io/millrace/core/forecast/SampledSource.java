package io.millrace.core.forecast;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ForwardingReader;
import io.millrace.core.port.ForwardingSource;
import io.millrace.core.port.ForwardingSplit;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some splits of a source, and of each no more than its first rows. */
final class SampledSource extends ForwardingSource {
    private final Set<Integer> chosen;
    private final long mostRows;

    /**
     * @param chosen the places of the splits among all
     * @param mostRows of a split; it ends with the batch that reaches them
     */
    SampledSource(EventSource events, Set<Integer> chosen, long mostRows) {
        super(events);
        this.chosen = chosen;
        this.mostRows = mostRows;
    }

    @Override
    public List<Split> splits(Schema reads) {
        List<Split> all = super.splits(reads);
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

    private final class Reader extends ForwardingReader {
        private long rows;

        Reader(BatchReader reader) {
            super(reader);
        }

        @Override
        public @Nullable ColumnBatch next() {
            ColumnBatch batch = rows < mostRows ? super.next() : null;
            rows += batch == null ? 0 : batch.rowCount();
            return batch;
        }
    }
}
