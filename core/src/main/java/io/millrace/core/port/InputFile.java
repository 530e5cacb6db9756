package io.millrace.core.port;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one file without reading its rows.
 *
 * @param name the path as given, or what else names the source
 * @param bytes its size; 0 for a source that has none
 * @param rows the number of rows, where the format tells it
 * @param rowGroups the number of independently readable parts; 1 where the format has none
 * @param columns its columns, in the file's order
 */
public record InputFile(String name, long bytes, OptionalLong rows, int rowGroups, List<FileColumn> columns) {
    public InputFile {
        columns = List.copyOf(columns);
    }

    /** The readable columns of all files together, as {@link EventSource#schema} tells them. */
    public static Schema union(List<InputFile> files) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Map<String, Integer> holders = new HashMap<>();
        for (InputFile file : files) {
            for (FileColumn column : file.columns()) {
                column.type()
                        .map(type -> new Field(column.name(), type, column.nullable()))
                        .ifPresent(field -> {
                            fields.merge(field.name(), field, InputFile::first);
                            holders.merge(field.name(), 1, Integer::sum);
                        });
            }
        }
        // Who binds to a column that is never null may do without reading it, and would miss that a file lacks it.
        fields.replaceAll((name, field) ->
                new Field(name, field.type(), field.nullable() || holders.getOrDefault(name, 0) < files.size()));
        return new Schema(List.copyOf(fields.values()));
    }

    private static Field first(Field first, Field next) {
        return new Field(first.name(), first.type(), first.nullable() || next.nullable());
    }

    /**
     * A column as the file stores it.
     *
     * @param storedAs the format's own name of its type, for people: {@code INT32 (date)}
     * @param type the type its values have as events; empty where they cannot be read
     * @param nullable whether the file allows nulls
     * @param statistics what the file says of the column's values
     */
    public record FileColumn(
            String name, String storedAs, Optional<DataType> type, boolean nullable, Statistics statistics) {}

    /**
     * Statistics from a file's metadata, over all its rows; each is empty where the file does not tell all of it.
     *
     * @param min smallest non-null value: a {@link Long}, {@link Double}, {@link Boolean} or {@link String} as by type
     */
    public record Statistics(OptionalLong nulls, Optional<Object> min, Optional<Object> max) {
        public static final Statistics UNKNOWN =
                new Statistics(OptionalLong.empty(), Optional.empty(), Optional.empty());
    }
}
