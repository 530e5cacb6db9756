package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One entity as a table of one row: a roster that lists no other.
 *
 * @param columns those of the entity key, each int64 or text
 * @param values a {@link Long} or a {@link String} for each
 */
record EntityRow(List<Field> columns, List<Object> values) implements EventSource {
    private static final String NAME = "the entity";

    EntityRow {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    @Override
    public String format() {
        return "memory";
    }

    @Override
    public List<InputFile> files() {
        return List.of(new InputFile(NAME, 0, OptionalLong.of(1), 1, List.of()));
    }

    @Override
    public Schema schema() {
        return new Schema(columns);
    }

    @Override
    public List<Split> splits(Schema reads) {
        return List.of(new Row(reads));
    }

    private ColumnBatch batch(Schema reads) {
        ColumnBatch batch = new ColumnBatch(reads, 1);
        for (int i = 0; i < reads.size(); i++) {
            Object value = values.get(schema().indexOf(reads.field(i).name()));
            if (value instanceof Long number) {
                batch.longs(i).set(0, number);
            } else {
                DictionaryEncoder encoder = new DictionaryEncoder();
                batch.texts(i).set(0, encoder.encode((String) value));
                batch.texts(i).dictionary(encoder.dictionary());
            }
        }
        batch.rowCount(1);
        return batch;
    }

    private final class Row implements Split {
        private final Schema reads;

        Row(Schema reads) {
            this.reads = reads;
        }

        @Override
        public String file() {
            return NAME;
        }

        @Override
        public long rows() {
            return 1;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public BatchReader open(int batchRows) {
            return new Once(batch(reads));
        }
    }

    private static final class Once implements BatchReader {
        private @Nullable ColumnBatch batch;

        Once(ColumnBatch batch) {
            this.batch = batch;
        }

        @Override
        public @Nullable ColumnBatch next() {
            ColumnBatch next = batch;
            batch = null;
            return next;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
