package io.millrace.core.inspect;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of an input, taken from the beginnings of splits that are spread over all of it.
 *
 * @param columns those that every file has, in a type that can be read
 * @param rows at most {@link #MOST_ROWS}
 * @param typed whether the input tells the types of its columns, as CSV does not
 */
record RowSample(List<SampledColumn> columns, int rows, boolean typed) {
    static final int MOST_ROWS = 20_000;
    private static final int MOST_SPLITS = 64;
    private static final int MOST_COLUMNS = 300;
    private static final int BATCH_ROWS = 500;

    static RowSample of(EventSource events) {
        Schema readable = InputOverview.of(events).readable(events);
        Schema reads = new Schema(readable.fields().subList(0, Math.min(MOST_COLUMNS, readable.size())));
        List<List<@Nullable Object>> values = new ArrayList<>();
        reads.fields().forEach(field -> values.add(new ArrayList<>()));
        int rows = 0;
        if (reads.size() > 0) {
            List<Split> splits = spread(events.splits(reads));
            for (int i = 0; i < splits.size(); i++) {
                rows += take(splits.get(i), (MOST_ROWS - rows) / (splits.size() - i), values);
            }
        }
        List<SampledColumn> columns = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            columns.add(new SampledColumn(reads.field(i), values.get(i)));
        }
        return new RowSample(List.copyOf(columns), rows, !events.format().equals("csv"));
    }

    Optional<SampledColumn> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** At most so many, the first and the last among them. */
    private static List<Split> spread(List<Split> splits) {
        if (splits.size() <= MOST_SPLITS) {
            return splits;
        }
        List<Split> chosen = new ArrayList<>();
        for (int i = 0; i < MOST_SPLITS; i++) {
            chosen.add(splits.get((int) ((long) i * (splits.size() - 1) / (MOST_SPLITS - 1))));
        }
        return chosen;
    }

    private static int take(Split split, int most, List<List<@Nullable Object>> values) {
        int taken = 0;
        try (BatchReader reader = split.open(BATCH_ROWS)) {
            for (ColumnBatch batch = reader.next(); batch != null && taken < most; batch = reader.next()) {
                int rows = Math.min(batch.rowCount(), most - taken);
                for (int column = 0; column < values.size(); column++) {
                    for (int row = 0; row < rows; row++) {
                        values.get(column).add(value(batch, column, row));
                    }
                }
                taken += rows;
            }
        }
        return taken;
    }

    private static @Nullable Object value(ColumnBatch batch, int column, int row) {
        Field field = batch.schema().field(column);
        if (batch.column(column).isNull(row)) {
            return null;
        } else if (field.type() == DataType.TEXT) {
            return batch.texts(column).text(row);
        } else if (field.type() == DataType.FLOAT64) {
            return batch.doubles(column).get(row);
        }
        return batch.longs(column).get(row);
    }
}
