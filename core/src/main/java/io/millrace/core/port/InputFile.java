package io.millrace.core.port;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
        Map<String, Map<DataType, Integer>> types = new LinkedHashMap<>();
        Set<String> nullable = new HashSet<>();
        for (InputFile file : files) {
            for (FileColumn column : file.columns()) {
                column.type()
                        .ifPresent(type -> types.computeIfAbsent(column.name(), name -> new LinkedHashMap<>())
                                .merge(type, 1, Integer::sum));
                if (column.nullable()) {
                    nullable.add(column.name());
                }
            }
        }
        List<Field> fields = new ArrayList<>();
        types.forEach(
                (name, filesByType) -> fields.add(field(name, filesByType, files.size(), nullable.contains(name))));
        return new Schema(fields);
    }

    private static Field field(String name, Map<DataType, Integer> filesByType, int files, boolean nullable) {
        int holders = filesByType.values().stream().mapToInt(Integer::intValue).sum();
        int most = Collections.max(filesByType.values());
        DataType type = filesByType.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
        // Who binds to a column that is never null may do without reading it, and would miss that a file lacks it.
        return new Field(name, type, nullable || holders < files);
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
