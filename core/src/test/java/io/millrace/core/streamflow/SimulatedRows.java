package io.millrace.core.streamflow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as boxed values, for tests. */
final class SimulatedRows {
    private SimulatedRows() {}

    static List<List<@Nullable Object>> of(EventSource source, Schema reads, int batchRows) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Split split : source.splits(reads)) {
            rows.addAll(of(split, batchRows));
        }
        return rows;
    }

    static List<List<@Nullable Object>> of(Split split, int batchRows) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BatchReader reader = split.open(batchRows)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    rows.add(row(batch, row));
                }
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(ColumnBatch batch, int row) {
        @Nullable Object[] values = new Object[batch.schema().size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = value(batch.column(column), row);
        }
        return Arrays.asList(values);
    }

    private static @Nullable Object value(ColumnVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof LongVector longs) {
            return longs.get(row);
        }
        return vector instanceof DoubleVector doubles ? (Object) doubles.get(row) : ((TextVector) vector).text(row);
    }
}
