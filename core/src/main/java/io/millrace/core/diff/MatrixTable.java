package io.millrace.core.diff;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import java.util.List;

/**
 * A matrix, as far as it is compared.
 *
 * @param name of its file, for messages
 * @param columns what is read of it: first the columns of the key, by which its rows are sorted and each is there once, then the
 *     features
 * @param keys how many columns the key has; at least 1
 * @param entities how many of these name the entity; the others tell its rows apart, as {@code as_of} does
 */
public record MatrixTable(String name, EventSource source, Schema columns, int keys, int entities) {
    public MatrixTable {
        if (entities < 1 || keys < entities || columns.size() < keys) {
            throw new IllegalArgumentException(
                    entities + " columns of the entity, " + keys + " of the key, " + columns.size() + " in all");
        }
    }

    Schema key() {
        return new Schema(columns.fields().subList(0, keys));
    }

    List<Field> features() {
        return columns.fields().subList(keys, columns.size());
    }
}
