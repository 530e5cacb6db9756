package io.millrace.cli;

import io.millrace.core.event.DataType;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.InputException;
import io.millrace.core.run.TableFormats;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A matrix that is a file. */
final class MatrixFile {
    private MatrixFile() {}

    /**
     * Opens a matrix.
     *
     * @param options how it is read
     * @param types the type of a column of CSV, which tells none, by the column's name
     * @throws InputException where there is no such file, or it is a folder of several
     */
    static EventSource open(TableFormats formats, Path matrix, ReadOptions options, Function<String, DataType> types) {
        List<String> file = List.of(matrix.toString());
        EventSource table = formats.open(file, options, Set.of());
        if (table.files().size() != 1) {
            throw new InputException(matrix + " holds " + table.files().size() + " files; a matrix is one file");
        }
        if (!table.format().equals("csv")) {
            return table;
        }
        Map<String, DataType> declared = new LinkedHashMap<>();
        for (String column : table.schema().names()) {
            declared.put(column, types.apply(column));
        }
        return formats.open(file, options.withDeclared(declared), Set.of());
    }
}
