package io.millrace.benchmarks.compare;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.util.ArrayList;
import java.util.List;

/** Takes a matrix of numbers into memory. */
final class StoredMatrixSink implements MatrixSink {
    private final List<String> names = new ArrayList<>();
    private final List<StoredColumn> columns = new ArrayList<>();

    @Override
    public void open(Schema schema) {
        for (Field field : schema.fields()) {
            if (field.type() == DataType.TEXT) {
                throw new IllegalArgumentException(field.name() + " is text; only matrices of numbers are compared");
            }
            names.add(field.name());
            columns.add(new StoredColumn(field.type() == DataType.FLOAT64));
        }
    }

    @Override
    public void write(ColumnBatch batch) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).addAll(batch.column(i), batch.rowCount());
        }
    }

    @Override
    public void commit() {
        // It is in memory already.
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    Matrix matrix() {
        return new StoredMatrix(names, columns);
    }
}
