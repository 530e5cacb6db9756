package io.millrace.core.inspect;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the metadata of an input's files tells, without reading a row.
 *
 * @param files the number of files
 * @param rows of all files; empty where a file does not tell
 * @param rowGroups of all files
 * @param bytes of all files
 * @param columns in order of first occurrence
 */
public record InputOverview(
        String format, int files, OptionalLong rows, long rowGroups, long bytes, List<Column> columns) {
    public InputOverview {
        columns = List.copyOf(columns);
    }

    /**
     * A column over all files.
     *
     * @param type of its values, by the first file that has it; empty where they cannot be read
     * @param forms how the files store it, most often one way; a name of the format's own, and the files
     * @param missing the files without it
     * @param nullable whether a file allows nulls
     * @param statistics over all files; each is empty where a file does not tell
     */
    public record Column(
            String name,
            Optional<DataType> type,
            Map<String, List<String>> forms,
            List<String> missing,
            boolean nullable,
            Statistics statistics) {
        public Column {
            forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
            missing = List.copyOf(missing);
        }

        /** Whether all files have this column, and store it alike. */
        public boolean isUniform() {
            return missing.isEmpty() && forms.size() == 1;
        }
    }

    public static InputOverview of(EventSource events) {
        List<InputFile> files = events.files();
        Map<String, List<Occurrence>> byName = new LinkedHashMap<>();
        for (InputFile file : files) {
            for (FileColumn column : file.columns()) {
                byName.computeIfAbsent(column.name(), name -> new ArrayList<>())
                        .add(new Occurrence(file.name(), column));
            }
        }
        List<Column> columns = new ArrayList<>();
        byName.forEach((name, occurrences) -> columns.add(column(name, occurrences, files)));
        boolean told = files.stream().allMatch(file -> file.rows().isPresent());
        return new InputOverview(
                events.format(),
                files.size(),
                told
                        ? OptionalLong.of(files.stream()
                                .mapToLong(file -> file.rows().orElseThrow())
                                .sum())
                        : OptionalLong.empty(),
                files.stream().mapToLong(InputFile::rowGroups).sum(),
                files.stream().mapToLong(InputFile::bytes).sum(),
                columns);
    }

    private record Occurrence(String file, FileColumn column) {}

    private static Column column(String name, List<Occurrence> occurrences, List<InputFile> files) {
        Map<String, List<String>> forms = new LinkedHashMap<>();
        for (Occurrence occurrence : occurrences) {
            forms.computeIfAbsent(occurrence.column().storedAs(), form -> new ArrayList<>())
                    .add(occurrence.file());
        }
        List<String> having = occurrences.stream().map(Occurrence::file).toList();
        return new Column(
                name,
                occurrences.get(0).column().type(),
                forms,
                files.stream()
                        .map(InputFile::name)
                        .filter(file -> !having.contains(file))
                        .toList(),
                occurrences.stream().anyMatch(occurrence -> occurrence.column().nullable()),
                StatisticsUnion.of(occurrences.stream()
                        .map(occurrence -> occurrence.column().statistics())
                        .toList()));
    }

    /** The columns that every file has, in a type that can be read and is the same in all. */
    public Schema readable(EventSource events) {
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            if (column.missing().isEmpty() && sameType(column, events)) {
                column.type().ifPresent(type -> fields.add(new Field(column.name(), type, column.nullable())));
            }
        }
        return new Schema(fields);
    }

    private static boolean sameType(Column column, EventSource events) {
        return events.files().stream()
                .flatMap(file -> file.columns().stream())
                .filter(stored -> stored.name().equals(column.name()))
                .allMatch(stored -> stored.type().equals(column.type()));
    }
}
