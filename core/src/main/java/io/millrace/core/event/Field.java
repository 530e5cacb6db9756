package io.millrace.core.event;

import java.util.Objects;

/**
 * A named, typed column.
 *
 * @param name the column's name; never empty
 * @param type the type of its values
 * @param nullable whether nulls may occur
 */
public record Field(String name, DataType type, boolean nullable) {
    public Field {
        Objects.requireNonNull(type, "type");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }

    /** A column in which nulls may occur. */
    public static Field nullable(String name, DataType type) {
        return new Field(name, type, true);
    }

    /** A column in which every row has a value. */
    public static Field required(String name, DataType type) {
        return new Field(name, type, false);
    }
}
