package io.millrace.csv;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole tables in tests. */
final class Tables {
    private Tables() {}

    /** Copies all rows and commits. */
    static void copy(EventSource source, Schema reads, MatrixSink sink, int batchRows) {
        sink.open(reads);
        for (Split split : source.splits(reads)) {
            try (BatchReader reader = split.open(batchRows)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    sink.write(batch);
                }
            }
        }
        sink.finish();
        sink.commit();
    }

    static void write(EventSource source, Path target, int batchRows) {
        try (MatrixSink sink = new CsvFormat().create(target)) {
            copy(source, source.schema(), sink, batchRows);
        }
    }

    static List<List<@Nullable Object>> read(EventSource source, Schema reads, int batchRows) {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        copy(source, reads, sink, batchRows);
        return sink.rows();
    }

    static List<List<@Nullable Object>> read(Split split, int batchRows) {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        try (BatchReader reader = split.open(batchRows)) {
            boolean opened = false;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                if (!opened) {
                    sink.open(batch.schema());
                    opened = true;
                }
                sink.write(batch);
            }
            if (opened) {
                sink.commit();
            }
        }
        return sink.rows();
    }

    static List<List<@Nullable Object>> read(Path file, Map<String, DataType> declared) {
        EventSource source = new CsvFormat().open(List.of(file), ReadOptions.of(declared));
        return read(source, source.schema(), 100);
    }
}
