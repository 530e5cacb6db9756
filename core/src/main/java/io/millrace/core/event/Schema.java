package io.millrace.core.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table, in order. Names are unique and case-sensitive.
 *
 * @param fields the columns, in order
 */
public record Schema(List<Field> fields) {
    public Schema {
        fields = List.copyOf(fields);
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw new IllegalArgumentException("two columns are named " + field.name());
            }
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    /** The number of columns. */
    public int size() {
        return fields.size();
    }

    public Field field(int ordinal) {
        return fields.get(ordinal);
    }

    /** The place of the column of that name, or -1 where there is none. */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public Optional<Field> find(String name) {
        int ordinal = indexOf(name);
        return ordinal < 0 ? Optional.empty() : Optional.of(fields.get(ordinal));
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /**
     * The columns of those names, in the order of the names.
     *
     * @throws IllegalArgumentException where a name has no column
     */
    public Schema select(List<String> names) {
        List<Field> selected = new ArrayList<>(names.size());
        for (String name : names) {
            selected.add(find(name).orElseThrow(() -> new IllegalArgumentException("no column " + name)));
        }
        return new Schema(selected);
    }
}
