package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.why.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a matrix.
 *
 * @param value see {@link Cells#of}
 */
record MatrixCell(Field field, @Nullable Object value) {
    /**
     * Finds a cell.
     *
     * @param matrix what is read, by its name in messages
     * @param key the columns of the entity key
     * @param entity a {@link Long} or a {@link String} for each of them
     * @param asOf in microseconds; a matrix without as-of times is not asked for it
     * @return empty where there is no such row
     * @throws InputException where there is no such column
     */
    static Optional<MatrixCell> find(
            EventSource table, String matrix, List<String> key, List<Object> entity, long asOf, String feature) {
        List<Field> columns = new ArrayList<>();
        List<Object> wanted = new ArrayList<>(entity);
        key.forEach(column -> columns.add(require(table.schema(), matrix, column)));
        table.schema().find(FeaturePlan.AS_OF).ifPresent(field -> {
            columns.add(field);
            wanted.add(asOf);
        });
        columns.add(require(table.schema(), matrix, feature));
        Schema reads = new Schema(columns);
        for (Split split : table.splits(reads)) {
            if (mayHold(split, wanted.get(0))) {
                Optional<MatrixCell> found = find(split, reads, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayHold(Split split, Object key) {
        return !(key instanceof Long number)
                || split.range(0)
                        .map(range -> range.smallest() <= number && number <= range.largest())
                        .orElse(true);
    }

    private static Optional<MatrixCell> find(Split split, Schema reads, List<Object> wanted) {
        int last = reads.size() - 1;
        try (BatchReader reader = split.open(ColumnBatch.rowsFor(reads.size(), ColumnBatch.MAX_ROWS))) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    if (matches(batch, row, wanted)) {
                        return Optional.of(new MatrixCell(reads.field(last), Cells.of(batch, last, row)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean matches(ColumnBatch batch, int row, List<Object> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(Cells.of(batch, i, row))) {
                return false;
            }
        }
        return true;
    }

    static Field require(Schema schema, String matrix, String column) {
        return schema.find(column)
                .orElseThrow(() -> new InputException(matrix + " has no column " + column + "; "
                        + Names.advice(
                                column, schema.names(), "its columns are " + String.join(", ", schema.names()))));
    }
}
