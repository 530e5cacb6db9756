package io.millrace.core.feature;

import java.util.List;

/**
 * {@code for: {column: [values]}}: repeats a definition once per value, with {@code :column} bound to it.
 *
 * @param column the event column whose values are listed; also the name of the parameter
 * @param values the values as written, at least one, without repetition; the binder gives them the column's type
 */
public record ForEach(String column, List<String> values) {
    public ForEach {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("for " + column + " lists no value");
        }
    }
}
