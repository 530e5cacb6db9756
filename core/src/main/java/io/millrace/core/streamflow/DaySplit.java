package io.millrace.core.streamflow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One simulated day, with some of its columns. */
record DaySplit(SimulatorSettings settings, LocalDate day, String file, Schema reads, List<StreamflowColumn> columns)
        implements Split {
    private static final long MICROS_PER_SECOND = 1_000_000;

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
        return new Reader(batchRows);
    }

    private RowFeed feed() {
        boolean detailed = !StreamflowColumn.CASE_STUDY.containsAll(columns);
        SubscriberDay events = new SubscriberDay(settings.seed(), settings.independent(), detailed);
        return switch (settings.order()) {
            case USER -> new UserOrderFeed(events, settings.subscribers(), day.toEpochDay());
            case TIME -> new TimeOrderFeed(events, settings.subscribers(), day.toEpochDay());
        };
    }

    private final class Reader implements BatchReader {
        private final RowFeed feed = feed();
        private final long midnight = day.toEpochDay() * SubscriberDay.SECONDS * MICROS_PER_SECOND;
        private final DayRows rows;
        private final ColumnBatch batch;

        Reader(int batchRows) {
            this.rows = new DayRows(batchRows);
            this.batch = new ColumnBatch(reads, batchRows);
        }

        @Override
        public @Nullable ColumnBatch next() {
            feed.fill(rows);
            if (rows.count() == 0) {
                return null;
            }
            batch.clear();
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).fill(batch.column(i), rows, midnight);
            }
            batch.rowCount(rows.count());
            return batch;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
