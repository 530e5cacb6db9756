package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the rows of an entity in batches. */
final class EntityMatch {
    private final List<Integer> keys;
    private final List<Object> values;

    /**
     * @param keys the places of the key's columns
     * @param values a {@link Long} or the UTF-8 bytes of a text for each
     */
    private EntityMatch(List<Integer> keys, List<Object> values) {
        this.keys = keys;
        this.values = values;
    }

    /** @param entity a {@link Long} or a {@link String} for each column of the key */
    static EntityMatch of(List<Integer> keys, List<Object> entity) {
        return new EntityMatch(
                keys,
                entity.stream()
                        .map(value -> value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value)
                        .toList());
    }

    /** Writes the rows of the entity into the array, and returns how many they are. */
    int select(ColumnBatch batch, int[] rows) {
        int count = batch.rowCount();
        for (int row = 0; row < count; row++) {
            rows[row] = row;
        }
        for (int i = 0; i < keys.size() && count > 0; i++) {
            count = select(batch.column(keys.get(i)), values.get(i), rows, count);
        }
        return count;
    }

    private static int select(ColumnVector column, Object value, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (!column.isNull(row) && equal(column, row, value)) {
                rows[kept++] = row;
            }
        }
        return kept;
    }

    private static boolean equal(ColumnVector column, int row, Object value) {
        if (column instanceof LongVector longs) {
            return longs.get(row) == (Long) value;
        }
        TextVector texts = (TextVector) column;
        byte[] wanted = (byte[]) value;
        int code = texts.code(row);
        int from = texts.dictionary().offset(code);
        return texts.dictionary().length(code) == wanted.length
                && Arrays.equals(texts.dictionary().bytes(), from, from + wanted.length, wanted, 0, wanted.length);
    }
}
