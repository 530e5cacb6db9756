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
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Events of given users, an amount each, held in batches; the text of a split has one dictionary. */
final class KeyedEvents implements EventSource {
    private static final String FILE = "keyed events";
    private static final long AT = Instant.parse("2024-10-15T00:00:00Z").getEpochSecond() * 1_000_000;

    /** How users' keys are stored. */
    enum Keys {
        INT64,
        /** A dictionary that has each key once. */
        TEXT,
        /** A dictionary with an entry per row, as files have it that store no dictionary. */
        LOOSE_TEXT;

        /** The key of a user, as a cell of the matrix holds it. */
        Object of(int user) {
            return this == INT64 ? (Object) (long) user : "subscriber-" + user;
        }
    }

    private final Schema schema;
    private final List<Split> splits = new ArrayList<>();
    private final Runnable opened;

    /**
     * @param users a split for each array, and its rows' users, from 0 on
     * @param opened runs whenever a split is opened
     */
    KeyedEvents(Keys keys, List<int[]> users, Runnable opened) {
        this.opened = opened;
        this.schema = Schema.of(
                Field.required("user", keys == Keys.INT64 ? DataType.INT64 : DataType.TEXT),
                Field.required("at", DataType.TIMESTAMP),
                Field.required("amount", DataType.INT64));
        users.forEach(split -> splits.add(new HeldSplit(split.length, batches(keys, split))));
    }

    /** What an event of a split's row is worth. */
    static long amount(int row) {
        return row % 1_000L - 100;
    }

    private List<ColumnBatch> batches(Keys keys, int[] users) {
        Dictionary entries = new Dictionary(keys == Keys.TEXT);
        int[] codes = new int[Arrays.stream(users).max().orElse(-1) + 1];
        List<ColumnBatch> batches = new ArrayList<>();
        for (int from = 0; from < users.length; from += ColumnBatch.MAX_ROWS) {
            int count = Math.min(ColumnBatch.MAX_ROWS, users.length - from);
            ColumnBatch batch = new ColumnBatch(schema, count);
            batch.rowCount(count);
            for (int row = 0; row < count; row++) {
                setKey(batch, row, keys, users[from + row], entries, codes);
                batch.longs(1).set(row, AT + from + row);
                batch.longs(2).set(row, amount(from + row));
            }
            batches.add(batch);
        }
        return batches;
    }

    /**
     * @param codes by user: one more than the code of the key where it is an entry, else 0
     */
    private static void setKey(ColumnBatch batch, int row, Keys keys, int user, Dictionary entries, int[] codes) {
        if (keys == Keys.INT64) {
            batch.longs(0).set(row, user);
            return;
        }
        batch.texts(0).dictionary(entries);
        boolean known = keys == Keys.TEXT && codes[user] > 0;
        int code = known ? codes[user] - 1 : append(entries, keys.of(user).toString());
        if (keys == Keys.TEXT) {
            codes[user] = code + 1;
        }
        batch.texts(0).set(row, code);
    }

    private static int append(Dictionary entries, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return entries.append(utf8, 0, utf8.length);
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

    /** All columns must be asked for, in their order. */
    @Override
    public List<Split> splits(Schema reads) {
        if (!reads.names().equals(schema.names())) {
            throw new IllegalArgumentException("held are " + schema.names() + ", not " + reads.names());
        }
        return splits;
    }

    private final class HeldSplit implements Split {
        private final int rows;
        private final List<ColumnBatch> batches;

        HeldSplit(int rows, List<ColumnBatch> batches) {
            this.rows = rows;
            this.batches = batches;
        }

        @Override
        public String file() {
            return FILE;
        }

        @Override
        public long rows() {
            return rows;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public BatchReader open(int batchRows) {
            opened.run();
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
