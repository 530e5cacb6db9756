package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that were read before: their batches are handed out as they are, so that a run over them costs what the engine
 * costs and nothing else. Every column is nullable, and the text of a split has one distinct dictionary per column, as
 * the files of most writers have it.
 */
final class HeldEvents implements EventSource {
    private final EventSource source;
    private final Schema schema;
    private final List<Split> splits = new ArrayList<>();
    private long rows;

    private HeldEvents(EventSource source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** Reads those columns of everything. */
    static HeldEvents of(EventSource source, List<String> columns) {
        Schema reads = source.schema().select(columns);
        Schema nullable = new Schema(reads.fields().stream()
                .map(field -> Field.nullable(field.name(), field.type()))
                .toList());
        HeldEvents held = new HeldEvents(source, nullable);
        source.splits(reads).forEach(held::add);
        return held;
    }

    /** The same events so many times over. */
    HeldEvents repeated(int times) {
        HeldEvents more = new HeldEvents(source, schema);
        for (int i = 0; i < times; i++) {
            more.splits.addAll(splits);
        }
        more.rows = times * rows;
        return more;
    }

    private void add(Split split) {
        List<ColumnBatch> batches = new ArrayList<>();
        List<DictionaryEncoder> texts =
                schema.fields().stream().map(field -> new DictionaryEncoder()).toList();
        long count = 0;
        try (BatchReader reader = split.open(ColumnBatch.MAX_ROWS)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batches.add(copy(batch, texts));
                count += batch.rowCount();
            }
        }
        rows += count;
        splits.add(new HeldSplit(split.file(), count, batches));
    }

    private ColumnBatch copy(ColumnBatch from, List<DictionaryEncoder> texts) {
        ColumnBatch to = new ColumnBatch(schema, Math.max(1, from.rowCount()));
        to.rowCount(from.rowCount());
        for (int column = 0; column < schema.size(); column++) {
            if (from.column(column) instanceof TextVector) {
                to.texts(column).dictionary(texts.get(column).dictionary());
            }
            for (int row = 0; row < from.rowCount(); row++) {
                copy(from, to, column, row, texts.get(column));
            }
        }
        return to;
    }

    private static void copy(ColumnBatch from, ColumnBatch to, int column, int row, DictionaryEncoder texts) {
        if (from.column(column).isNull(row)) {
            to.column(column).setNull(row);
            return;
        }
        switch (from.schema().field(column).type().kind()) {
            case TEXT -> {
                Dictionary entries = from.texts(column).dictionary();
                int code = from.texts(column).code(row);
                to.texts(column).set(row, texts.encode(entries.bytes(), entries.offset(code), entries.length(code)));
            }
            case FLOAT64 -> to.doubles(column).set(row, from.doubles(column).get(row));
            default -> to.longs(column).set(row, from.longs(column).get(row));
        }
    }

    long rows() {
        return rows;
    }

    @Override
    public String format() {
        return "held";
    }

    @Override
    public List<InputFile> files() {
        return source.files();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** The columns must be those that are held, in their order. */
    @Override
    public List<Split> splits(Schema reads) {
        if (!reads.names().equals(schema.names())) {
            throw new IllegalArgumentException("held are " + schema.names() + ", not " + reads.names());
        }
        return splits;
    }

    private record HeldSplit(String file, long rows, List<ColumnBatch> batches) implements Split {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public BatchReader open(int batchRows) {
            return new HeldReader(batches.iterator());
        }
    }

    private record HeldReader(Iterator<ColumnBatch> batches) implements BatchReader {
        @Override
        public @Nullable ColumnBatch next() {
            return batches.hasNext() ? batches.next() : null;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
