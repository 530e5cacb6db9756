package io.millrace.parquet;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.port.WrittenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as lists of Long, Double, Boolean (0 and 1 for a column of booleans), String and null. */
final class Rows {
    private Rows() {}

    static EventSource open(Path... files) {
        return open(Reader.AUTO, files);
    }

    static EventSource open(Reader reader, Path... files) {
        return new ParquetFormat().open(List.of(files), new ReadOptions(Map.of(), reader, true));
    }

    static List<List<Object>> read(EventSource source, Schema reads, int batchRows) {
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : source.splits(reads)) {
            try (BatchReader reader = split.open(batchRows)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        rows.add(row(batch, row));
                    }
                }
            }
        }
        return rows;
    }

    static List<List<Object>> read(Path file) {
        return read(Reader.AUTO, file);
    }

    static List<List<Object>> read(Reader reader, Path file) {
        EventSource source = open(reader, file);
        return read(source, source.schema(), ColumnBatch.MAX_ROWS);
    }

    private static List<Object> row(ColumnBatch batch, int row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < batch.schema().size(); i++) {
            values.add(value(batch.column(i), batch.schema().field(i).type(), row));
        }
        return values;
    }

    private static Object value(ColumnVector vector, DataType type, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> ((LongVector) vector).get(row) != 0;
            case INT64, TIMESTAMP, DECIMAL -> ((LongVector) vector).get(row);
            case FLOAT64 -> ((DoubleVector) vector).get(row);
            case TEXT -> ((TextVector) vector).text(row);
        };
    }

    /** Writes the rows in batches of that size, and commits. */
    static long write(Path file, Schema schema, List<List<Object>> rows, int batchRows) {
        try (MatrixSink sink = new ParquetFormat().create(file)) {
            sink.open(schema);
            Filler filler = new Filler(schema, batchRows);
            for (int from = 0; from < rows.size(); from += batchRows) {
                sink.write(filler.fill(rows.subList(from, Math.min(rows.size(), from + batchRows))));
            }
            WrittenFile written = sink.finish().orElseThrow();
            sink.commit();
            return written.bytes();
        }
    }

    /** Fills one batch again and again, with a dictionary per column that grows as a reader's does. */
    static final class Filler {
        private final ColumnBatch batch;
        private final List<DictionaryEncoder> encoders = new ArrayList<>();

        Filler(Schema schema, int capacity) {
            this.batch = new ColumnBatch(schema, capacity);
            schema.fields().forEach(field -> encoders.add(new DictionaryEncoder()));
        }

        ColumnBatch fill(List<List<Object>> rows) {
            batch.clear();
            for (int column = 0; column < batch.schema().size(); column++) {
                encoders.get(column).startBatch();
                for (int row = 0; row < rows.size(); row++) {
                    set(column, row, rows.get(row).get(column));
                }
            }
            batch.rowCount(rows.size());
            return batch;
        }

        private void set(int column, int row, Object value) {
            if (value == null) {
                batch.column(column).setNull(row);
            } else if (value instanceof Double number) {
                batch.doubles(column).set(row, number);
            } else if (value instanceof String text) {
                batch.texts(column).dictionary(encoders.get(column).dictionary());
                batch.texts(column).set(row, encoders.get(column).encode(text));
            } else if (value instanceof Boolean truth) {
                batch.longs(column).set(row, truth ? 1 : 0);
            } else {
                batch.longs(column).set(row, (Long) value);
            }
        }
    }

    /** What DuckDB reads from the files in these columns, in our types. */
    static List<List<Object>> expected(Schema reads, Path... files) {
        List<List<Object>> rows = new ArrayList<>();
        for (Path file : files) {
            rows.addAll(DuckDb.query(query(reads, file)));
        }
        return rows;
    }

    static String query(Schema reads, Path file) {
        String columns = reads.fields().stream().map(Rows::asOurs).collect(Collectors.joining(", "));
        return "select " + columns + " from read_parquet(" + DuckDb.literal(file) + ")";
    }

    private static String asOurs(Field field) {
        String name = '"' + field.name().replace("\"", "\"\"") + '"';
        return switch (field.type().kind()) {
            case INT64 -> name + "::bigint";
            case FLOAT64 -> name + "::double";
            case BOOLEAN -> name;
            case DECIMAL -> "replace(" + name + "::varchar, '.', '')::bigint";
            case TIMESTAMP -> "epoch_us(" + name + ")";
            case TEXT -> name + "::varchar";
        };
    }
}
