package io.millrace.core.streamflow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The ids 1 to {@code subscribers}, one row each. */
record SubscriberRoster(int subscribers) implements EventSource {
    private static final String NAME = "roster";
    private static final Schema SCHEMA = Schema.of(Field.required("user_id", DataType.INT64));

    @Override
    public String format() {
        return "simulated";
    }

    @Override
    public List<InputFile> files() {
        return List.of(new InputFile(
                NAME, 0, OptionalLong.of(subscribers), 1, List.of(StreamflowSimulator.column(SCHEMA.field(0)))));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Split> splits(Schema reads) {
        StreamflowSimulator.requireColumns(SCHEMA, reads);
        return List.of(new Ids(subscribers, reads));
    }

    private record Ids(int subscribers, Schema reads) implements Split {
        @Override
        public String file() {
            return NAME;
        }

        @Override
        public long rows() {
            return subscribers;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public BatchReader open(int batchRows) {
            return new Reader(subscribers, new ColumnBatch(reads, batchRows));
        }
    }

    private static final class Reader implements BatchReader {
        private final int subscribers;
        private final ColumnBatch batch;
        private long last;

        Reader(int subscribers, ColumnBatch batch) {
            this.subscribers = subscribers;
            this.batch = batch;
        }

        @Override
        public @Nullable ColumnBatch next() {
            int rows = (int) Math.min(batch.capacity(), subscribers - last);
            if (rows == 0) {
                return null;
            }
            batch.clear();
            for (int column = 0; column < batch.schema().size(); column++) {
                long[] ids = batch.longs(column).values();
                for (int row = 0; row < rows; row++) {
                    ids[row] = last + row + 1;
                }
            }
            last += rows;
            batch.rowCount(rows);
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
