package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Events of many users, one to three of each, in an order in which no user's events are near each other. They are made
 * as they are read and held nowhere, so that the engine's memory is all there is.
 */
final class ManyUsers implements EventSource {
    private static final String FILE = "many users";
    private static final int PER_USER = 3;
    private static final int SPLITS = 16;

    /** Coprime to any number of places that is no multiple of it. */
    private static final long STEP = 1_000_000_007L;

    private static final long FIRST = Instant.parse("2024-10-01T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final List<String> TYPES = List.of("play", "pause", "search", "download", "rate");

    private final int users;
    private final Schema schema = Schema.of(
            Field.required("user", DataType.INT64),
            Field.required("at", DataType.TIMESTAMP),
            Field.required("type", DataType.TEXT),
            Field.required("amount", DataType.FLOAT64));

    ManyUsers(int users) {
        this.users = users;
    }

    @Override
    public String format() {
        return "made";
    }

    @Override
    public List<InputFile> files() {
        return List.of(new InputFile(FILE, 0, OptionalLong.empty(), 0, List.of()));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> splits(Schema reads) {
        if (!reads.names().equals(schema.names())) {
            throw new IllegalArgumentException("there are " + schema.names() + ", not " + reads.names());
        }
        long places = (long) users * PER_USER;
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < SPLITS; i++) {
            splits.add(new Part(places * i / SPLITS, places * (i + 1) / SPLITS));
        }
        return splits;
    }

    private final class Part implements Split {
        private final long from;
        private final long to;

        Part(long from, long to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public String file() {
            return FILE;
        }

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
            return new Reader(from, to, batchRows);
        }
    }

    private final class Reader implements BatchReader {
        private final ColumnBatch batch;
        private final long to;
        private long next;

        Reader(long from, long to, int batchRows) {
            this.batch = new ColumnBatch(schema, batchRows);
            this.next = from;
            this.to = to;
            Dictionary types = new Dictionary(true);
            for (String type : TYPES) {
                byte[] bytes = type.getBytes(StandardCharsets.UTF_8);
                types.append(bytes, 0, bytes.length);
            }
            batch.texts(2).dictionary(types);
        }

        @Override
        public @Nullable ColumnBatch next() {
            if (next == to) {
                return null;
            }
            batch.clear();
            int row = 0;
            for (; next < to && row < batch.capacity(); next++) {
                row += add(next * STEP % ((long) users * PER_USER), row);
            }
            batch.rowCount(row);
            return batch;
        }

        /** Adds the event of a place, if its user has so many; returns how many were added. */
        private int add(long place, int row) {
            long user = place / PER_USER;
            long event = place % PER_USER;
            if (event > user % PER_USER) {
                return 0;
            }
            batch.longs(0).set(row, user);
            batch.longs(1).set(row, FIRST + user % 2_000_000 * 1_000_000 + event * 60_000_000);
            batch.texts(2).set(row, (int) ((user + event) % TYPES.size()));
            batch.doubles(3).set(row, (user % 10_000 + event) / 4.0);
            return 1;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
