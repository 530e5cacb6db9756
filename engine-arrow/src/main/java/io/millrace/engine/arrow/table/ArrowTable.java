package io.millrace.engine.arrow.table;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What the columns of Arrow readers are, and whether columns asked for fit them. */
final class ArrowTable {
    private ArrowTable() {}

    /** The columns of an open reader. */
    static List<FileColumn> columns(ArrowReader reader) throws IOException {
        List<FileColumn> columns = new ArrayList<>();
        for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
            ArrowType type = ColumnReader.type(vector, reader);
            String storedAs = vector.getField().getDictionary() == null ? type.toString() : "dictionary of " + type;
            // Arrow allows a column without a name; it can be listed, not asked for.
            String name = Objects.requireNonNullElse(vector.getName(), "");
            columns.add(new FileColumn(
                    name,
                    storedAs,
                    name.isEmpty() ? Optional.empty() : ArrowTypes.read(type),
                    vector.getField().isNullable(),
                    Statistics.UNKNOWN));
        }
        return columns;
    }

    /**
     * @throws InputException that names every file and column that does not fit
     */
    static void require(List<InputFile> files, Map<String, DataType> asked) {
        List<String> problems = new ArrayList<>();
        for (InputFile file : files) {
            asked.forEach((name, type) -> problem(file, name, type).ifPresent(problems::add));
        }
        if (!problems.isEmpty()) {
            throw new InputException(String.join("\n", problems));
        }
    }

    private static Optional<String> problem(InputFile file, String name, DataType type) {
        List<String> names = file.columns().stream().map(FileColumn::name).toList();
        List<FileColumn> named = file.columns().stream()
                .filter(column -> column.name().equals(name))
                .toList();
        if (named.isEmpty()) {
            String otherwise = "it has " + names.stream().collect(Collectors.joining(", "));
            return Optional.of(file.name() + " has no column " + name + "; " + Names.advice(name, names, otherwise));
        }
        if (named.size() > 1) {
            return Optional.of(file.name() + " has " + named.size() + " columns named " + name);
        }
        FileColumn column = named.get(0);
        return column.type().equals(Optional.of(type))
                ? Optional.empty()
                : Optional.of(file.name() + " holds column " + name + " as " + column.storedAs() + ", which is no "
                        + type.sql());
    }

    /** The names and types of the columns, as {@link #require} wants them. */
    static Map<String, DataType> types(Schema schema) {
        Map<String, DataType> types = new LinkedHashMap<>();
        schema.fields().forEach(field -> types.put(field.name(), field.type()));
        return types;
    }
}
