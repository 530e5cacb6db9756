package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.run.TableFormats;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A matrix that exists already, whoever built it. */
record MatrixFile(Path path, EventSource table) {
    /**
     * Opens it. A file of CSV tells no types: they are those that the run had, else as_of is a timestamp, the key is text and
     * all else double.
     *
     * @param known types of columns, by their names
     * @param keys the columns of the entity key; none where they are not known, and the first column is the key
     */
    static MatrixFile open(
            TableFormats formats, ReaderOption reader, Path path, Map<String, DataType> known, List<String> keys) {
        ReadOptions options = reader.options(Map.of());
        EventSource table = single(formats, path, options);
        List<String> names = table.schema().names();
        List<String> texts = keys.isEmpty() ? names.subList(0, Math.min(1, names.size())) : keys;
        return typed(formats, path, table, options, column -> known.getOrDefault(column, assumed(column, texts)));
    }

    /**
     * The same for whoever knows the types.
     *
     * @param types the type of a column of CSV, by the column's name
     */
    static MatrixFile open(TableFormats formats, ReaderOption reader, Path path, Function<String, DataType> types) {
        ReadOptions options = reader.options(Map.of());
        return typed(formats, path, single(formats, path, options), options, types);
    }

    /** @throws InputException where there is no such file, or it is a folder of several */
    private static EventSource single(TableFormats formats, Path path, ReadOptions options) {
        EventSource table = formats.open(List.of(path.toString()), options, Set.of());
        if (table.files().size() != 1) {
            throw new InputException(path + " holds " + table.files().size() + " files; a matrix is one file");
        }
        return table;
    }

    private static MatrixFile typed(
            TableFormats formats, Path path, EventSource table, ReadOptions options, Function<String, DataType> types) {
        if (!table.format().equals("csv")) {
            return new MatrixFile(path, table);
        }
        Map<String, DataType> declared = new LinkedHashMap<>();
        for (String column : table.schema().names()) {
            declared.put(column, types.apply(column));
        }
        return new MatrixFile(path, formats.open(List.of(path.toString()), options.withDeclared(declared), Set.of()));
    }

    private static DataType assumed(String column, List<String> texts) {
        if (texts.contains(column)) {
            return DataType.TEXT;
        }
        return column.equals(FeaturePlan.AS_OF) ? DataType.TIMESTAMP : DataType.FLOAT64;
    }

    Schema columns() {
        return table.schema();
    }

    /** Correlations take memory by the square of the columns, which a small file can have many of. */
    void requireFew(int leading) {
        long bytes = MatrixProfiler.correlationBytes(columns(), leading);
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (bytes > most) {
            throw new InputException(path + " asks for too much: the correlations of its "
                    + columns().size()
                    + " columns take " + bytes + " bytes, and half of this process's heap is " + most
                    + "; give it more, as in MILLRACE_JAVA_OPTS=-Xmx8g");
        }
    }

    /** Reads all rows, in order. */
    void read(Interruption interruption, Consumer<ColumnBatch> batches) {
        int rows = ColumnBatch.rowsFor(columns().size(), ColumnBatch.MAX_ROWS);
        for (Split split : table.splits(columns())) {
            try (BatchReader reader = split.open(rows)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    interruption.check();
                    batches.accept(batch);
                }
            }
        }
    }
}
